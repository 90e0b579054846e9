import type { Clock } from '../../../foundation/clock.ts';
import { durably, type Store } from './database.ts';

const NAME = /^[a-z][\w.-]{0,150}$/;

/** Counts of the terminal's own acts and faults per day; what people do is in `statistics/usage-counts.ts`. */
export interface Statistics {
  count(name: string, by?: number): void;
  /** Sums since the terminal's first day, for the hub. */
  totals(): Record<string, number>;
}

export function createStatistics(db: Store, clock: Clock): Statistics {
  const add = db.prepare(
    `INSERT INTO statistic (day, name, count) VALUES (?, ?, ?)
     ON CONFLICT (day, name) DO UPDATE SET count = count + excluded.count`,
  );
  const sums = db.prepare<[], { name: string; count: number }>(
    'SELECT name, sum(count) AS count FROM statistic GROUP BY name',
  );
  return {
    count(name, by = 1) {
      const safe = NAME.test(name) ? name : 'other';
      durably(db, () => add.run(new Date(clock.now()).toISOString().slice(0, 10), safe, by));
    },
    totals: () => Object.fromEntries(sums.all().map(({ name, count }) => [name, count])),
  };
}
