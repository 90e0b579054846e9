import { judgePeriod } from '../../../admin-console/domain/statistics/judge-period.ts';
import type { StatisticsTables } from '../../../admin-console/store/tables/statistics.ts';
import type { CountedPeriod } from '../../../fleet-link/statistics.ts';
import { Bug } from '../../../foundation/errors.ts';
import { addDays, daysBetween } from '../../../foundation/time/local-time.ts';
import type { PlannedTerminal } from '../planned-terminals.ts';
import { countDay } from './count-day.ts';

type Count = StatisticsTables['statisticCount'];

/** A year is told. */
const DAYS_TOLD = 365;
/** The last of them a terminal sends by itself, hour by hour. */
export const DAYS_SENT = 10;
/** Before them so many stand as days, as the hub keeps them after a while; what is older stands as months. */
const DAYS_AS_DAYS = 35;
const DAY = 86_400_000;

/** What a terminal counted on one of the days before today. */
export const countsOf = ({ id, place }: PlannedTerminal, date: string, today: string): readonly CountedPeriod[] =>
  countDay({ terminalId: id, place, date, progress: 1 - daysBetween(date, today) / DAYS_TOLD });

/** The days that a terminal sends by itself, the oldest first. */
export const daysSent = (today: string): readonly string[] =>
  Array.from({ length: DAYS_SENT }, (_, n) => addDays(today, n - DAYS_SENT));

/**
 * What the hub would have now of the year before that: every hour and day judged as the hub judges it when it comes,
 * and added up as the hub does later.
 */
export function pastCounts(terminal: PlannedTerminal, today: string): readonly Count[] {
  const sums = new Map<string, Count>();
  for (let ago = DAYS_TOLD; ago > DAYS_SENT; ago--) {
    const date = addDays(today, -ago);
    const isDay = ago <= DAYS_SENT + DAYS_AS_DAYS;
    const month = date.slice(0, 7);
    for (const counted of countsOf(terminal, date, today)) {
      const judged = judgePeriod(counted, Date.parse(date) + 2 * DAY);
      if (typeof judged === 'string') throw new Bug(`the hub would not believe ${counted.period}: ${judged}`);
      for (const {
        metric,
        values: [word1 = '', word2 = '', word3 = ''],
        count,
      } of counted.rows) {
        const period = isDay ? date : month;
        const key = [period, metric, word1, word2, word3].join(' ');
        const row: Count = {
          ...{ terminalId: terminal.id, tenantId: terminal.place.tenantId, locationId: terminal.place.id },
          ...{ metric, word1, word2, word3, period, hour: -1 },
          grain: isDay ? 'day' : 'month',
          day: isDay ? date : `${month}-01`,
          count: count + (sums.get(key)?.count ?? 0),
        };
        sums.set(key, row);
      }
    }
  }
  return [...sums.values()];
}
