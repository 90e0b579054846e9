import { z } from 'zod';
import { durably, type Store } from './database.ts';

/** By language what citizens read while the terminal is out of service on command. */
export const ClosureNotice = z.strictObject({
  texts: z.record(z.string(), z.string()),
  /** Epoch milliseconds at which it is over; `null`: not by itself. */
  until: z.number().nullable(),
});
export type ClosureNotice = z.infer<typeof ClosureNotice>;

/** The notice that stands, over restarts. */
export interface ClosureStore {
  read(): ClosureNotice | null;
  write(notice: ClosureNotice | null): void;
}

export function createClosureStore(db: Store): ClosureStore {
  const read = db.prepare<[], { texts: string; until: number | null }>('SELECT texts, until FROM closure');
  const put = db.prepare('INSERT OR REPLACE INTO closure (one, texts, until) VALUES (1, ?, ?)');
  const remove = db.prepare('DELETE FROM closure');
  return {
    read() {
      const row = read.get();
      return row ? ClosureNotice.parse({ texts: JSON.parse(row.texts), until: row.until }) : null;
    },
    write(notice) {
      durably(db, () => (notice ? put.run(JSON.stringify(notice.texts), notice.until) : remove.run()));
    },
  };
}
