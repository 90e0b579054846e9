import type { CountedPeriod, CountRow, Metric } from '../../../fleet-link/statistics.ts';
import { createRandom, type Random, seedOf } from '../../../foundation/random.ts';
import { localTime, weekdayOf } from '../../../foundation/time/local-time.ts';
import type { DemoPlace } from '../places.ts';
import {
  BEGINNING,
  DURATIONS,
  LANGUAGES,
  MODES,
  RATED_PERCENT,
  RATINGS,
  SEASON,
  SERVICE_USES,
  type Weighted,
} from './profile.ts';

const TIME_ZONE = 'Europe/Berlin';
/** So many days in a thousand a device or a portal is broken there for some hours. */
const BROKEN_DAYS = 24;
const BROKEN_SCANNER = ['evidence', 'device-fault'] as const;

interface CountedDay {
  /** Which terminal; the same one and day give the same counts. */
  readonly terminalId: string;
  readonly place: DemoPlace;
  /** "2026-10-25" */
  readonly date: string;
  /** How far into the time that is told, from 0 to 1. */
  readonly progress: number;
}

/** What a terminal would have counted on one day: its hours and the day, as it sends them. Nothing for a closed day. */
export function countDay({ terminalId, place, date, progress }: CountedDay): readonly CountedPeriod[] {
  const hours = place.open[weekdayOf(date) - 1];
  if (!hours) return [];
  const random = createRandom(seedOf('fleet', terminalId, date));
  const [from, to] = hours;
  const { offset } = localTime(Date.parse(`${date}T11:00:00Z`), TIME_ZONE);
  const month = Number(date.slice(5, 7)) - 1;
  const usual = place.visitsADay * (SEASON[month] ?? 1) * (BEGINNING + (1 - BEGINNING) * progress);
  const visits = Math.round(usual * (0.6 + random.below(800) / 1_000));
  const brokenFrom = random.below(1_000) < BROKEN_DAYS ? from + random.below(to - from) : to;
  const day = new Tally();
  const counted: CountedPeriod[] = [];
  for (let hour = from; hour < to; hour++) {
    const tally = new Tally();
    const isBroken = hour >= brokenFrom && hour < brokenFrom + 3;
    for (let n = 0; n < visitsIn(hour, from, to, visits, random); n++) visit(random, place, isBroken, tally, day);
    for (const { id, evidence } of SERVICE_USES)
      tally.add('availability', [id, isBroken ? (evidence ? 'unusable' : 'limited') : 'usable'], 60);
    counted.push({ period: hourPeriod(date, hour, offset), rows: tally.rows() });
  }
  const rows = day.rows();
  return rows.length > 0 ? [...counted, { period: date, rows }] : counted;
}

/** More in the middle of the day; what is left over falls by chance. */
function visitsIn(hour: number, from: number, to: number, visits: number, random: Random): number {
  const share = Math.sin((Math.PI * (hour - from + 0.5)) / (to - from)) * (Math.PI / 2);
  const expected = (visits * share) / (to - from);
  return Math.floor(expected) + (random.below(1_000) < (expected % 1) * 1_000 ? 1 : 0);
}

function visit(random: Random, place: DemoPlace, isBroken: boolean, hour: Tally, day: Tally): void {
  const isInformation = random.below(100) < place.informationPercent;
  const purpose = isInformation ? 'information' : 'transaction';
  hour.add('visits', [purpose]);
  day.add('languages', [chosen(random, LANGUAGES)]);
  day.add('modes', [chosen(random, MODES)]);
  day.add('durations', [purpose, chosen(random, DURATIONS[purpose])]);
  if (random.below(100) < RATED_PERCENT) day.add('ratings', [chosen(random, RATINGS)]);
  const use = chosen(
    random,
    SERVICE_USES.map((one) => [one, one.weight] as const),
  );
  hour.add('looked', [use.id]);
  if (isInformation) return;
  hour.add('begun', [use.id]);
  const problem =
    isBroken && use.evidence
      ? BROKEN_SCANNER
      : random.below(100) < use.finishedPercent
        ? null
        : chosen(random, use.abandoned);
  if (problem) {
    hour.add('abandoned', [use.id, ...problem]);
    return;
  }
  hour.add('finished', [use.id]);
  if (use.evidence) day.add('evidence', [use.id, chosen(random, use.evidence)]);
  if (use.payment) day.add('payments', [use.id, chosen(random, use.payment)]);
}

function chosen<T>(random: Random, words: Weighted<T>): T {
  let left = random.below(words.reduce((sum, [, weight]) => sum + weight, 0));
  for (const [word, weight] of words) {
    left -= weight;
    if (left < 0) return word;
  }
  return (words[0] as readonly [T, number])[0];
}

/** Counts of one period. */
class Tally {
  readonly #counts = new Map<string, CountRow>();

  add(metric: Metric, values: readonly string[], by = 1): void {
    const key = [metric, ...values].join(' ');
    const count = (this.#counts.get(key)?.count ?? 0) + by;
    this.#counts.set(key, { metric, values: [...values], count });
  }

  rows(): CountRow[] {
    return [...this.#counts.values()];
  }
}

/** No place is open in an hour that autumn shows twice or spring skips: a day has one distance from UTC. */
const hourPeriod = (date: string, hour: number, offset: string): string =>
  `${date}T${String(hour).padStart(2, '0')}${offset}`;
