/** Money that the terminals took: closings, which never change, and cases that wait for a person. */
export interface TreasuryTables {
  treasuryClosing: {
    terminalId: string;
    number: number;
    /** Of the journal entry with which it ends: a machine whose disk was replaced counts its closings anew. */
    head: string;
    /** When it was told: what another tenant gets with a terminal begins after that. */
    tenantId: string;
    locationId: string | null;
    /** Identifies it in every export. */
    name: string;
    /** Day that was closed, "2026-01-31". */
    day: string;
    /** On the terminal's clock, epoch milliseconds. */
    closedAt: number;
    timeZone: string;
    /** On the hub's clock, epoch milliseconds. */
    takenAt: number;
    /** `ClosingSummary` as JSON. */
    summary: string;
    /** `Account` as JSON. */
    account: string;
  };
  /** Those that stand now; a `MoneyCase` each. */
  treasuryCase: {
    terminalId: string;
    id: string;
    tenantId: string;
    kind: string;
    since: number;
    number: string | null;
    reference: string | null;
    cents: number | null;
    payee: string | null;
    reason: string | null;
  };
  /** No row: the usual years. */
  treasurySetting: { tenantId: string; years: number };
}
