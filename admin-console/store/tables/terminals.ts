/** Terminals and what they say. Times are epoch milliseconds on the hub's clock unless said otherwise. */
export interface TerminalTables {
  terminal: {
    id: string;
    tenantId: string;
    locationId: string | null;
    site: string | null;
    /** SHA-256 of its certificate, lower-case hex: the terminal's identity. */
    fingerprint: string;
    enrolledAt: number;
    seenAt: number | null;
    software: string | null;
    /** Last StatusReport as JSON. */
    status: string | null;
  };
  /** What a terminal says a person has to look after; gone with the report that no longer has it. */
  alert: {
    terminalId: string;
    id: string;
    kind: string;
    /** On the terminal's clock. */
    since: number;
    reason: string | null;
    seenAt: number;
  };
  /** The call for help that stands at a terminal. */
  help: { terminalId: string; id: string; since: number; takenAt: number | null };
  /** Last head of each terminal's journal; `brokenAt` since it went back or changed. */
  journalHead: { terminalId: string; seq: number; hash: string; brokenAt: number | null; reason: string | null };
  enrolmentCode: {
    hash: string;
    terminalId: string;
    tenantId: string;
    locationId: string | null;
    expiresAt: number;
    usedAt: number | null;
  };
}
