/** What was at terminals before. Times are epoch milliseconds on the hub's clock. */
export interface HistoryTables {
  /** From then on it was so; `at` is a whole minute. */
  terminalChange: {
    terminalId: string;
    /** A `TerminalChange['kind']`. */
    kind: string;
    at: number;
    value: string;
  };
  /** What somebody wants the next one to know of a terminal. */
  terminalNote: { id: string; tenantId: string; terminalId: string; at: number; actor: string; text: string };
  /** Who says to have put a new roll in, and what the terminal's meters said then. */
  paperTick: { terminalId: string; at: number; actor: string; usedMm: number; onRollMm: number };
}
