import type { Generated } from 'kysely';

/** Which hub processes run on this database, and which of them holds the link of which terminal. */
export interface ProcessTables {
  /** A hub process; times are epoch milliseconds on its own clock. */
  hubProcess: { id: string; startedAt: number; seenAt: number };
  /** The newest link of a terminal. No row: not linked. */
  link: { terminalId: string; processId: string; linkId: string; since: number };
  /** What a hub process has to do with a link that it holds or held; gone when done. */
  linkOrder: {
    id: Generated<number>;
    processId: string;
    terminalId: string;
    linkId: string;
    /** `close` with a reason, `help-taken` with the id of the call, `wanted` with what, `read-log` with until when: a `LinkOrder`. */
    kind: string;
    detail: string | null;
  };
}
