import type { Metric } from '../../../fleet-link/statistics.ts';
import { addDays } from '../../../foundation/time/local-time.ts';
import type { Fact, Question, ShownCount, StatisticTable } from '../../contract/statistics.ts';
import { rateChange, type Share, shareChange, type Verdict } from './clear-change.ts';
import { countAt, percent } from './read-table.ts';
import { type SpansAround, spansAround } from './spans-around.ts';
import type { Statistics } from './statistics.ts';
import type { OpenDays } from './statistics-store.ts';

interface Asked {
  readonly tenants: readonly string[];
  readonly location?: string | undefined;
  readonly service?: string | undefined;
  /** Local day of the change. */
  readonly since: string;
}

export interface ChangedFact extends Fact {
  readonly question: Question;
  readonly verdict: Verdict;
}
export interface ChangeSince {
  /** What is compared and what to beware of, or why nothing is. */
  readonly notes: readonly Fact[];
  readonly changes: readonly ChangedFact[];
}

/** One side of the change: its tables, and in how many days (or months) they were counted. */
interface Side {
  table(metric: Metric, ...by: string[]): Promise<StatisticTable>;
  readonly units: number;
}

/** What differs after a change from before it, with what may be said of the difference. */
export async function changeSince(statistics: Statistics, asked: Asked, now: number): Promise<ChangeSince> {
  const { since, ...part } = asked;
  const spans = spansAround(since, {
    ...(await statistics.keptDays(part)),
    // Terminals tell a day when it is over for them, which is never more than a day after it is over in UTC.
    last: addDays(new Date(now).toISOString().slice(0, 10), -2),
  });
  if (typeof spans === 'string') return { notes: [{ key: `since.${spans}`, values: {} }], changes: [] };
  const open =
    spans.grain === 'week'
      ? await Promise.all([spans.before, spans.after].map((span) => statistics.openDays({ ...part, ...span })))
      : [];
  const [before, after] = [spans.before, spans.after].map(
    (span, i): Side => ({
      table: (metric, ...by) => statistics.table({ ...part, ...span, metric, by }),
      units: open[i]?.days ?? monthsOf(span),
    }),
  ) as [Side, Side];
  const per = `since.per.${spans.grain}`;
  const changes = await Promise.all(
    [
      shareOf('scanner', 'since.scanner', (side) => partOfWays(side, 'evidence', 'scan')),
      rateOf('payment', 'since.payments', 'payments', per),
      shareOf('payment', 'since.card', (side) => partOfWays(side, 'payments', 'card')),
      shareOf('failing', 'since.finished', finishedOfBegun),
      rateOf('location', 'since.use', usedMetric(asked), per),
      busiestWeekday(usedMetric(asked), spans.grain),
      asked.service === undefined ? shareOf('languages', 'since.languages', notGerman) : null,
    ].map((measure) => measure?.(before, after) ?? null),
  );
  return { notes: notesOf(spans, open), changes: changes.filter((change) => change !== null) };
}

type Measure = (before: Side, after: Side) => Promise<ChangedFact | null>;

const usedMetric = ({ service }: Asked): 'visits' | 'begun' => (service === undefined ? 'visits' : 'begun');

/** How often, for each opening day (or month). */
const rateOf =
  (question: Question, key: string, metric: Metric, per: string): Measure =>
  async (before, after) => {
    const [first, second] = await Promise.all([before, after].map((side) => side.table(metric)));
    const was = { count: first?.total ?? null, units: before.units };
    const is = { count: second?.total ?? null, units: after.units };
    const each = ({ count, units }: typeof was) => (count === null || units === 0 ? null : rounded(count / units));
    return told(question, key, rateChange(was, is), {
      ...{ of: `metric.${metric}`, per },
      ...{ before: each(was), after: each(is) },
    });
  };

/** Which part, in percent. */
const shareOf =
  (question: Question, key: string, share: (side: Side) => Promise<Share>): Measure =>
  async (before, after) => {
    const [was, is] = await Promise.all([share(before), share(after)]);
    return told(question, key, shareChange(was, is), { before: percentOf(was), after: percentOf(is) });
  };

/** The weekday that is the busiest now. Months have no weekdays. */
const busiestWeekday =
  (metric: Metric, grain: SpansAround['grain']): Measure =>
  async (before, after) => {
    if (grain === 'month') return null;
    const [first, second] = await Promise.all([before.table(metric, 'weekday'), after.table(metric, 'weekday')]);
    const [busiest] = [...second.rows].sort((a, b) => (b.count ?? 0) - (a.count ?? 0));
    if (!busiest?.count) return told('when', 'since.weekday', 'too-few', {});
    const [weekday = ''] = busiest.values;
    const was = { part: countAt(first, weekday), whole: first.total };
    const is = { part: busiest.count, whole: second.total };
    return told('when', 'since.weekday', shareChange(was, is), {
      ...{ of: `metric.${metric}`, weekday: `weekday.${weekday}` },
      ...{ before: percentOf(was), after: percentOf(is) },
    });
  };

async function partOfWays(side: Side, metric: Metric, way: string): Promise<Share> {
  const ways = await side.table(metric, 'way');
  return { part: countAt(ways, way), whole: ways.total };
}

async function finishedOfBegun(side: Side): Promise<Share> {
  const [begun, finished] = await Promise.all([side.table('begun'), side.table('finished')]);
  return { part: finished.total, whole: begun.total };
}

async function notGerman(side: Side): Promise<Share> {
  const spoken = await side.table('languages', 'language');
  const german = countAt(spoken, 'de');
  return { part: german === null || spoken.total === null ? null : spoken.total - german, whole: spoken.total };
}

/** No number is told where nothing may be said. */
const told = (question: Question, key: string, verdict: Verdict, values: Fact['values']): ChangedFact =>
  verdict === 'too-few'
    ? { question, verdict, key: 'since.too-few', values: {} }
    : { question, verdict, key, values: { ...values, verdict: `since.verdict.${verdict}` } };

const percentOf = ({ part, whole }: Share): ShownCount => percent(part, whole);
/** One decimal, as long as it says something. */
const rounded = (each: number): number => (each < 100 ? Math.round(each * 10) / 10 : Math.round(each));
const monthsOf = ({ from, to }: SpansAround['before']): number =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7)) + 1;

/** More terminals are used more, whatever was changed: from this difference on it is said. */
const OTHER_FLEET = 0.1;

function notesOf({ grain, before, after, isLeftOut }: SpansAround, open: readonly OpenDays[]): readonly Fact[] {
  const spans = { beforeFrom: before.from, beforeTo: before.to, afterFrom: after.from, afterTo: after.to };
  const [was, is] = open.map(({ days, terminalDays }) => (days === 0 ? 0 : rounded(terminalDays / days)));
  const isOther = was !== undefined && is !== undefined && Math.abs(is - was) > OTHER_FLEET * was;
  return [
    { key: `since.${grain}s`, values: spans },
    ...(isLeftOut ? [{ key: `since.${grain}-left-out`, values: {} }] : []),
    ...(isOther ? [{ key: 'since.other-fleet', values: { before: was, after: is } }] : []),
  ];
}
