import type { Metric } from '../../../../fleet-link/statistics.ts';
import { Statistics } from '../statistics.ts';
import type { CountQuery, OpenDays, StatisticsStore, SummedCount } from '../statistics-store.ts';

type Counted = Partial<
  Record<Metric, readonly (readonly [locationId: string, words: string, count: number, month?: string])[]>
>;

interface Set {
  readonly threshold: number;
  /** In the span that begins so. */
  readonly open: (from: string) => OpenDays;
}
/** One terminal, open on fifty days. */
const OPEN = () => ({ days: 50, terminalDays: 50 });

/** Statistics of a store that holds these counts of June 2026, or of the middle of the month that is named. */
export function statistics(counted: Counted, { threshold = 5, open = OPEN }: Partial<Set> = {}): Statistics {
  const store: StatisticsStore = {
    take: async () => ({ taken: [], refused: [] }),
    setThreshold: async () => {},
    threshold: async () => threshold,
    locations: async () => new Map([['l1', 'Rathaus']]),
    keptDays: async () => ({ first: '2026-01-01', lastMonth: null }),
    openDays: async ({ from }) => open(from),
    counts: async ({ metric, from, to, time }: CountQuery): Promise<SummedCount[]> =>
      (counted[metric] ?? [])
        .map(([locationId, words, count, month = '2026-06']) => ({ locationId, words: words.split(' '), count, month }))
        // An hour or a weekday in place of the month is of June.
        .filter(({ month }) => month.length < 7 || (from <= `${month}-15` && `${month}-15` <= to))
        .map(({ month, ...row }) => ({ ...row, time: time === 'none' ? '' : month })),
  };
  return new Statistics(store);
}
