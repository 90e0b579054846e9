import type { Generated } from 'kysely';

/** Logs that somebody reads along with. Times are epoch milliseconds. */
export interface LogViewTables {
  logView: {
    id: string;
    terminalId: string;
    actor: string;
    /** What arrived from then on is shown: the beginning of this view, or of one that was open then. */
    since: number;
    /** It is over then, unless it is renewed; not later than `endsAt`. */
    until: number;
    endsAt: number;
    /** What the terminal said: `reading`, `not-known`; `null`: nothing yet. */
    answer: string | null;
  };
  /** Lines as they came, JSON. */
  logBatch: { id: Generated<number>; terminalId: string; arrivedAt: number; lines: string; omitted: number };
}
