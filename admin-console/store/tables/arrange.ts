/** What helps people to find their way. */
export interface ArrangeTables {
  /** Of a tenant, or of a person: one of the two is `null`. */
  savedView: {
    id: string;
    tenantId: string | null;
    staffId: string | null;
    name: string;
    query: string;
    createdAt: number;
    createdBy: string;
  };
  /** `data` is base64. */
  planPicture: { tenantId: string; type: string; data: string };
}
