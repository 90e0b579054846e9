import type { Fact, PilotAnswer, Question, ShownCount, StatisticTable } from '../../contract/statistics.ts';
import { countAt, percent } from './read-table.ts';
import type { Months, Statistics } from './statistics.ts';

interface Asked extends Months {
  readonly tenants: readonly string[];
  /** Only this location, only this service; all of them if left out. */
  readonly location?: string | undefined;
  readonly service?: string | undefined;
}

const tooFew = (table: StatisticTable): Fact => ({ key: 'too-few', values: { threshold: table.threshold } });
const isKnown = ({ total }: StatisticTable): boolean => total !== null && total > 0;

/** A division of which nothing but zeros would be shown is said to be hidden, instead of each of its parts. */
function told(fact: Fact & { readonly values: { readonly total: ShownCount } }): Fact {
  const { total, ...parts } = fact.values;
  return Object.values(parts).some(Boolean) ? fact : { key: 'parts-hidden', values: { total } };
}

/** Below this share of the finished cases a device or a way is hardly used. */
const HARDLY = 10;

/** "Do we need scanners?" */
async function scanner(statistics: Statistics, asked: Asked): Promise<PilotAnswer> {
  const ways = await statistics.table({ ...asked, metric: 'evidence', by: ['way'] });
  const failing = await statistics.table({ ...asked, metric: 'abandoned', by: ['step', 'reason'] });
  if (!isKnown(ways)) return { question: 'scanner', facts: [tooFew(ways)] };
  const scan = countAt(ways, 'scan');
  const phone = countAt(ways, 'phone');
  const share = percent(scan, ways.total);
  const verdict =
    share === null ? [] : [{ key: share < HARDLY ? 'scanner.hardly' : 'scanner.used', values: { share } }];
  return {
    question: 'scanner',
    facts: [
      ...verdict,
      told({ key: 'scanner.ways', values: { total: ways.total, scan, phone, none: countAt(ways, 'none') } }),
      { key: 'scanner.faults', values: { faults: countAt(failing, 'evidence', 'device-fault') } },
    ],
  };
}

/** "Card or online?" */
async function payment(statistics: Statistics, asked: Asked): Promise<PilotAnswer> {
  const ways = await statistics.table({ ...asked, metric: 'payments', by: ['way'] });
  const failing = await statistics.table({ ...asked, metric: 'abandoned', by: ['step', 'reason'] });
  if (!isKnown(ways)) return { question: 'payment', facts: [tooFew(ways)] };
  const card = countAt(ways, 'card');
  const online = countAt(ways, 'online');
  const share = percent(card, ways.total);
  const verdict = share === null ? [] : [{ key: 'payment.share', values: { share } }];
  return {
    question: 'payment',
    facts: [
      ...verdict,
      told({ key: 'payment.ways', values: { total: ways.total, card, online, later: countAt(ways, 'later') } }),
      {
        key: 'payment.failing',
        values: {
          declined: countAt(failing, 'pay', 'payment-declined'),
          faults: countAt(failing, 'pay', 'device-fault'),
        },
      },
    ],
  };
}

/** "Why are applications not finished?" */
async function failing(statistics: Statistics, asked: Asked): Promise<PilotAnswer> {
  const begun = await statistics.table({ ...asked, metric: 'begun', by: [] });
  const finished = await statistics.table({ ...asked, metric: 'finished', by: [] });
  const reasons = await statistics.table({ ...asked, metric: 'abandoned', by: ['reason'] });
  const steps = await statistics.table({ ...asked, metric: 'abandoned', by: ['step'] });
  if (!isKnown(begun)) return { question: 'failing', facts: [tooFew(begun)] };
  const share = percent(finished.total, begun.total);
  return {
    question: 'failing',
    facts: [
      { key: 'failing.finished', values: { begun: begun.total, finished: finished.total, share } },
      ...most(reasons, 3).map(({ values: [reason = ''], count }) => ({
        key: 'failing.reason',
        values: { reason: `reason.${reason}`, count, share: percent(count, reasons.total) },
      })),
      ...most(steps, 1).map(({ values: [step = ''], count }) => ({
        key: 'failing.step',
        values: { step: `step.${step}`, count },
      })),
    ],
  };
}

const most = ({ rows }: StatisticTable, n: number): StatisticTable['rows'] =>
  rows
    .filter(({ count }) => count !== null && count > 0)
    .sort((a, b) => (b.count ?? 0) - (a.count ?? 0))
    .slice(0, n);

/** What was used: visits, or cases of the one service that is asked about. No visit is counted by its services. */
const usedMetric = ({ service }: Asked) => (service === undefined ? 'visits' : 'begun');

/** "Is the location worth it?" One sentence for each. */
async function location(statistics: Statistics, asked: Asked): Promise<PilotAnswer> {
  const [used, finished, minutes, names] = await Promise.all([
    statistics.table({ ...asked, metric: usedMetric(asked), by: ['location'] }),
    statistics.table({ ...asked, metric: 'finished', by: ['location'] }),
    statistics.table({ ...asked, metric: 'availability', by: ['location', 'availability'] }),
    statistics.locations(asked.tenants),
  ]);
  if (used.rows.length === 0) return { question: 'location', facts: [tooFew(used)] };
  const visits =
    asked.service === undefined
      ? await statistics.table({ ...asked, metric: 'visits', by: ['location', 'purpose'] })
      : null;
  return {
    question: 'location',
    facts: used.rows.map(({ values: [id = ''], count }) => {
      const open = ['usable', 'limited', 'unusable', 'off'].reduce(
        (sum, state) => sum + (countAt(minutes, id, state) ?? 0),
        0,
      );
      const values = {
        location: names.get(id) ?? (id === '' ? 'location.none' : id),
        finished: countAt(finished, id),
        share: percent((countAt(minutes, id, 'usable') ?? 0) + (countAt(minutes, id, 'limited') ?? 0), open),
      };
      return visits
        ? {
            key: 'location.use',
            values: { ...values, visits: count, transactions: countAt(visits, id, 'transaction') },
          }
        : { key: 'location.cases', values: { ...values, begun: count } };
    }),
  };
}

/** "When is it used?" */
async function when(statistics: Statistics, asked: Asked): Promise<PilotAnswer> {
  const metric = usedMetric(asked);
  const hours = await statistics.table({ ...asked, metric, by: ['hour'] });
  const weekdays = await statistics.table({ ...asked, metric, by: ['weekday'] });
  if (!isKnown(weekdays)) return { question: 'when', facts: [tooFew(weekdays)] };
  const of = `metric.${metric}`;
  const facts = [
    ...most(hours, 1).map(({ values: [hour = ''], count }) => ({
      key: 'when.hour',
      values: { of, from: Number(hour), until: Number(hour) + 1, count, share: percent(count, hours.total) },
    })),
    ...most(weekdays, 1).map(({ values: [weekday = ''], count }) => ({
      key: 'when.weekday',
      values: { of, weekday: `weekday.${weekday}`, count, share: percent(count, weekdays.total) },
    })),
  ];
  return { question: 'when', facts: facts.length > 0 ? facts : [tooFew(weekdays)] };
}

/** "Which languages?" A language is never counted together with a service: the two would describe one person. */
async function languages(statistics: Statistics, asked: Asked): Promise<PilotAnswer> {
  if (asked.service !== undefined)
    return { question: 'languages', facts: [{ key: 'languages.no-service', values: {} }] };
  const spoken = await statistics.table({ ...asked, metric: 'languages', by: ['language'] });
  if (!isKnown(spoken)) return { question: 'languages', facts: [tooFew(spoken)] };
  const german = countAt(spoken, 'de');
  const others = german === null || spoken.total === null ? null : spoken.total - german;
  return {
    question: 'languages',
    facts: [{ key: 'languages.share', values: { total: spoken.total, others, share: percent(others, spoken.total) } }],
  };
}

const ANSWERS: Readonly<Record<Question, (statistics: Statistics, asked: Asked) => Promise<PilotAnswer>>> = {
  scanner,
  payment,
  failing,
  location,
  when,
  languages,
};

/** What the counts say to a question that every pilot asks, in sentences with numbers as far as they may be shown. */
export const answer = (statistics: Statistics, question: Question, asked: Asked): Promise<PilotAnswer> =>
  ANSWERS[question](statistics, asked);
