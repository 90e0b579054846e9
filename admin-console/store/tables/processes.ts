/** Which hub processes run on this database, and which of them holds the link of which terminal. */
export interface ProcessTables {
  /** A hub process; times are epoch milliseconds on its own clock. */
  hubProcess: { id: string; startedAt: number; seenAt: number };
  /** The newest link of a terminal. No row: not linked. */
  link: { terminalId: string; processId: string; linkId: string; since: number };
}
