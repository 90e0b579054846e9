import {
  type CountedPeriod,
  type CountRow,
  HOUR_PERIOD,
  isWord,
  MAX_PERIODS_A_CALL,
  MAX_ROWS_A_CALL,
  METRICS,
  type Metric,
  type MetricDefinition,
} from '../../../../fleet-link/statistics.ts';
import type { Clock } from '../../../../foundation/clock.ts';
import { Bug } from '../../../../foundation/errors.ts';
import { type LocalTime, localTime } from '../../../../foundation/time/local-time.ts';
import { durably, type Store } from '../database.ts';
import { endOfHour, hourOf } from './hours.ts';

/** Counts that the hub has are kept so many days, in case the clock was set back into them. */
const DAYS_KEPT_AFTER_SENDING = 7;
/** A hub that never comes back does not fill the disk: the hub itself takes nothing older. */
const DAYS_KEPT_UNSENT = 90;
/** Fewer say nothing of a service, and too much of a person. */
const LEAST_BEGUN = 5;
const DAY = 86_400_000;

/**
 * What people do at this terminal, added up by hour or day of the place. One number for each crossing that
 * `fleet-link/statistics.ts` names: which of them came from the same visit is written nowhere.
 */
export interface UsageCounts {
  /** @param values words of the metric's dimensions, in order */
  add(metric: Metric, values: readonly string[], by?: number): void;
  /** The same, into an hour that is over: minutes in which the terminal did not run. */
  addToHour(hour: string, metric: Metric, values: readonly string[], by: number): void;
  /** Of one hour. */
  rowsOf(period: string): readonly CountRow[];
  /** The last hour in which something of this metric was counted; `null` if none is kept. */
  lastHourWith(metric: Metric): string | null;
  /**
   * Ids of services by how often they were begun on days that are over, most often first. What was begun today does not
   * count, nor what few have begun: the next person must not learn from it what somebody has just done.
   */
  mostBegun(limit: number): readonly string[];
  /** Periods that are over and that the hub does not have: the oldest, as many as fit into one call. */
  unsent(): readonly CountedPeriod[];
  /** The hub has them, or will not have them. Told to nobody again unless something is counted in them after all. */
  settled(periods: readonly string[]): void;
  localTime(epochMs: number): LocalTime;
}

interface StoredRow {
  readonly period: string;
  readonly metric: string;
  readonly dims: string;
  readonly count: number;
}

export function createUsageCounts(db: Store, timeZone: string, clock: Clock): UsageCounts {
  const here = (at: number) => localTime(at, timeZone);
  const add = db.prepare(
    `INSERT INTO usage_count (period, metric, dims, count) VALUES (?, ?, ?, ?)
     ON CONFLICT (period, metric, dims) DO UPDATE SET count = count + excluded.count`,
  );
  const open = db.prepare(
    'INSERT INTO usage_period (period, settled) VALUES (?, 0) ON CONFLICT (period) DO UPDATE SET settled = 0',
  );
  const settle = db.prepare('UPDATE usage_period SET settled = 1 WHERE period = ?');
  const periods = db.prepare<[], { period: string }>(
    'SELECT period FROM usage_period WHERE settled = 0 ORDER BY period',
  );
  const rows = db.prepare<[string], StoredRow>('SELECT * FROM usage_count WHERE period = ? ORDER BY metric, dims');
  const last = db.prepare<[string], { period: string }>('SELECT DISTINCT period FROM usage_count WHERE metric = ?');
  const begun = db.prepare<[string, number, number], { dims: string }>(
    `SELECT dims FROM usage_count WHERE metric = 'begun' AND substr(period, 1, 10) < ?
     GROUP BY dims HAVING SUM(count) >= ? ORDER BY SUM(count) DESC, dims LIMIT ?`,
  );
  const eraseCounts = db.prepare('DELETE FROM usage_count WHERE substr(period, 1, 10) < ?');
  const erasePeriods = db.prepare('DELETE FROM usage_period WHERE substr(period, 1, 10) < ?');
  const eraseSettled = db.prepare(
    `DELETE FROM usage_count WHERE period IN
      (SELECT period FROM usage_period WHERE settled = 1 AND substr(period, 1, 10) < ?)`,
  );

  function put(period: string, metric: Metric, values: readonly string[], by: number): void {
    const { dimensions }: MetricDefinition = METRICS[metric];
    const words = Object.values(dimensions);
    const fit = words.length === values.length && words.every((allowed, i) => isWord(allowed, values[i] ?? ''));
    if (!fit) throw new Bug(`not a word of the metric ${metric}`);
    durably(db, () => {
      add.run(period, metric, values.join(' '), by);
      open.run(period);
    });
  }
  const rowsOf = (period: string): CountRow[] =>
    rows.all(period).map(({ metric, dims, count }) => ({ metric, values: dims.split(' '), count }));
  const isOver = (period: string): boolean =>
    HOUR_PERIOD.test(period) ? endOfHour(period) <= clock.now() : period < here(clock.now()).date;
  const daysAgo = (days: number): string => here(clock.now() - days * DAY).date;

  return {
    localTime: here,
    rowsOf,
    add(metric, values, by = 1) {
      const now = here(clock.now());
      put(METRICS[metric].grain === 'hour' ? hourOf(now) : now.date, metric, values, by);
    },
    addToHour: put,
    lastHourWith(metric) {
      const hours = last.all(metric).map(({ period }) => period);
      return hours.sort((a, b) => endOfHour(b) - endOfHour(a))[0] ?? null;
    },
    mostBegun: (limit) => begun.all(here(clock.now()).date, LEAST_BEGUN, limit).map(({ dims }) => dims),
    unsent() {
      const chosen: CountedPeriod[] = [];
      let size = 0;
      for (const { period } of periods.all()) {
        if (!isOver(period)) continue;
        const counted = rowsOf(period);
        size += counted.length;
        if (chosen.length > 0 && (size > MAX_ROWS_A_CALL || chosen.length === MAX_PERIODS_A_CALL)) break;
        // One hour alone never fills a call: services × words of all metrics that anybody could reach in it.
        chosen.push({ period, rows: counted.slice(0, MAX_ROWS_A_CALL) });
      }
      return chosen;
    },
    settled(done) {
      durably(db, () => {
        for (const period of done) settle.run(period);
        eraseSettled.run(daysAgo(DAYS_KEPT_AFTER_SENDING));
        eraseCounts.run(daysAgo(DAYS_KEPT_UNSENT));
        erasePeriods.run(daysAgo(DAYS_KEPT_UNSENT));
      });
    },
  };
}
