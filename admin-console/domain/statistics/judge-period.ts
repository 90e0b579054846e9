import {
  type CountedPeriod,
  DAY_PERIOD,
  HOUR_PERIOD,
  isMetric,
  isWord,
  METRICS,
  type MetricDefinition,
} from '../../../fleet-link/statistics.ts';

/** What is older is refused: the counts of single hours are added up to days after `HOURS_KEPT`. */
export const DAYS_TAKEN = 90;
/** A terminal's clock may be ahead by so much. */
const AHEAD_AT_MOST = 5 * 60_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** An hour in which more happened is not an hour of one terminal: one thing every four seconds. */
const TIMES_AN_HOUR = 900;
const SERVICES_AT_MOST = 250;

export type PeriodRefusal =
  | 'malformed'
  | 'future'
  | 'too-old'
  | 'unknown-name'
  | 'wrong-grain'
  | 'row-twice'
  | 'absurd-count'
  | 'too-many-services';

/** A period that may be kept. */
export interface JudgedPeriod {
  /** Local day, "2026-10-25". */
  readonly day: string;
  /** Local hour 0–23; `null` for a whole day. */
  readonly hour: number | null;
  /** Hours since 1970 of an hour, so that one hour cannot be told under two names; `null` for a whole day. */
  readonly instant: number | null;
}

/** Whether what a terminal says of one hour or day can be: believed is only what it could have counted. */
export function judgePeriod({ period, rows }: CountedPeriod, now: number): JudgedPeriod | PeriodRefusal {
  const read = readPeriod(period);
  if (!read) return 'malformed';
  if (read.endsAt > now + AHEAD_AT_MOST) return 'future';
  if (read.endsAt < now - DAYS_TAKEN * DAY) return 'too-old';
  return judgeRows(rows, read.hour === null ? 'day' : 'hour') ?? read;
}

function judgeRows(rows: CountedPeriod['rows'], grain: 'hour' | 'day'): PeriodRefusal | null {
  const seen = new Set<string>();
  const minutes = new Map<string, number>();
  const services = new Set<string>();
  for (const { metric, values, count } of rows) {
    if (!isMetric(metric)) return 'unknown-name';
    const definition: MetricDefinition = METRICS[metric];
    const words = Object.values(definition.dimensions);
    const isKnown = words.length === values.length && words.every((word, i) => isWord(word, values[i] ?? ''));
    if (!isKnown) return 'unknown-name';
    if (definition.grain !== grain) return 'wrong-grain';
    const key = [metric, ...values].join(' ');
    if (seen.has(key)) return 'row-twice';
    seen.add(key);
    const [first = ''] = values;
    if (words[0] === 'SERVICE') services.add(first);
    const sum = (minutes.get(first) ?? 0) + count;
    if (definition.unit === 'minutes') minutes.set(first, sum);
    const most = definition.unit === 'minutes' ? 60 : TIMES_AN_HOUR * (grain === 'day' ? 24 : 1);
    if ((definition.unit === 'minutes' ? sum : count) > most) return 'absurd-count';
  }
  return services.size > SERVICES_AT_MOST ? 'too-many-services' : null;
}

function readPeriod(period: string): (JudgedPeriod & { readonly endsAt: number }) | null {
  const day = period.slice(0, 10);
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // A day that is not in the calendar is read by some engines as one that is.
  if (Number.isNaN(midnight) || new Date(midnight).toISOString().slice(0, 10) !== day) return null;
  // Somewhere on earth the day is over 12 hours before it is in UTC (UTC+14 begins it, UTC-12 ends it).
  if (DAY_PERIOD.test(period)) return { day, hour: null, instant: null, endsAt: midnight + DAY - 14 * HOUR };
  if (!HOUR_PERIOD.test(period)) return null;
  const hour = Number(period.slice(11, 13));
  const [hours = 0, minutes = 0] = period.slice(14).split(':').map(Number);
  const offset = (hours * 60 + minutes) * (period[13] === '-' ? -1 : 1) * 60_000;
  if (hour > 23 || hours > 14 || minutes % 15 !== 0 || minutes > 45) return null;
  const startsAt = midnight + hour * HOUR - offset;
  return { day, hour, instant: Math.floor(startsAt / HOUR), endsAt: startsAt + HOUR };
}
