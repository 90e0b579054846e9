import type { Clock } from '../../../foundation/clock.ts';
import { durably, type Store } from './database.ts';

const NAME = /^[a-z][\w.-]{0,150}$/;

/** Aggregate counts per day. A name is made of closed words and service ids; never of anything a person said. */
export interface Statistics {
  count(name: string, by?: number): void;
  /** Sums since the terminal's first day, for the hub. */
  totals(): Record<string, number>;
  /** Sums of one day, "2026-01-31" in UTC. */
  day(day: string): Record<string, number>;
}

export function createStatistics(db: Store, clock: Clock): Statistics {
  const add = db.prepare(
    `INSERT INTO statistic (day, name, count) VALUES (?, ?, ?)
     ON CONFLICT (day, name) DO UPDATE SET count = count + excluded.count`,
  );
  const sums = db.prepare<[], { name: string; count: number }>(
    'SELECT name, sum(count) AS count FROM statistic GROUP BY name',
  );
  const ofDay = db.prepare<[string], { name: string; count: number }>(
    'SELECT name, count FROM statistic WHERE day = ?',
  );
  const asRecord = (rows: readonly { name: string; count: number }[]) =>
    Object.fromEntries(rows.map((row) => [row.name, row.count]));
  return {
    count(name, by = 1) {
      const safe = NAME.test(name) ? name : 'other';
      durably(db, () => add.run(new Date(clock.now()).toISOString().slice(0, 10), safe, by));
    },
    totals: () => asRecord(sums.all()),
    day: (day) => asRecord(ofDay.all(day)),
  };
}
