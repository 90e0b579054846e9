/** Addresses of the hub's API about what was at a terminal. Each id may be the placeholder of the server's router. */
const terminal = (tenant: string, id: string) => `/api/tenants/${tenant}/terminals/${id}` as const;

export const HISTORY_ROUTES = {
  /** GET `?days=`: `TerminalHistory`. */
  history: (tenant: string, id: string) => `${terminal(tenant, id)}/history` as const,
  /** GET: `TerminalNote[]`, the newest first. POST `{ text }`: `TerminalNote`. */
  notes: (tenant: string, id: string) => `${terminal(tenant, id)}/notes` as const,
  /** DELETE: whoever wrote it takes it back. */
  note: (tenant: string, id: string, note: string) => `${terminal(tenant, id)}/notes/${note}` as const,
  /** GET: `TerminalIdentity`. */
  identity: (tenant: string, id: string) => `${terminal(tenant, id)}/identity` as const,
  /** GET: `PaperHistory`, or `null` of a terminal that does not count its paper. */
  paper: (tenant: string, id: string) => `${terminal(tenant, id)}/paper` as const,
  /** PUT: somebody has put a new roll in. DELETE: takes that back. */
  paperTick: (tenant: string, id: string) => `${terminal(tenant, id)}/paper-tick` as const,
  /** GET `?days=`: `PaperView[]` of rolls that end within so many days with opening hours, the first to end first. */
  paperRound: (tenant: string) => `/api/tenants/${tenant}/paper` as const,
} as const;
