/** The tenants' own words on terminals. */
export interface TagTables {
  terminalTag: { terminalId: string; tag: string };
  /** What a change did, `TagEffect[]` as JSON, so that it can be taken back. */
  tagChange: { id: string; tenantId: string; at: number; effects: string };
}
