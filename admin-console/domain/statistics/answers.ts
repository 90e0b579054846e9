import type { Fact, PilotAnswer, Question, ShownCount, StatisticTable } from '../../contract/statistics.ts';
import type { Months, Statistics } from './statistics.ts';

interface Asked extends Months {
  readonly tenants: readonly string[];
}

/** The count of a row; 0 where nothing was counted, `null` where it is not shown. */
function at({ rows }: StatisticTable, ...values: readonly string[]): ShownCount {
  const row = rows.find((one) => one.values.join(' ') === values.join(' '));
  return row ? row.count : 0;
}
/** Rounded percent; `null` where either is not shown, or there is nothing. */
const percent = (part: ShownCount, whole: ShownCount): ShownCount =>
  part === null || whole === null || whole === 0 ? null : Math.round((100 * part) / whole);
const tooFew = (table: StatisticTable): Fact => ({ key: 'too-few', values: { threshold: table.threshold } });
const isKnown = ({ total }: StatisticTable): boolean => total !== null && total > 0;

/** Below this share of the finished cases a device or a way is hardly used. */
const HARDLY = 10;

/** "Do we need scanners?" */
async function scanner(statistics: Statistics, asked: Asked): Promise<PilotAnswer> {
  const ways = await statistics.table({ ...asked, metric: 'evidence', by: ['way'] });
  const failing = await statistics.table({ ...asked, metric: 'abandoned', by: ['step', 'reason'] });
  if (!isKnown(ways)) return { question: 'scanner', facts: [tooFew(ways)] };
  const scan = at(ways, 'scan');
  const phone = at(ways, 'phone');
  const share = percent(scan, ways.total);
  const verdict =
    share === null ? [] : [{ key: share < HARDLY ? 'scanner.hardly' : 'scanner.used', values: { share } }];
  return {
    question: 'scanner',
    facts: [
      ...verdict,
      { key: 'scanner.ways', values: { total: ways.total, scan, phone, none: at(ways, 'none') } },
      { key: 'scanner.faults', values: { faults: at(failing, 'evidence', 'device-fault') } },
    ],
  };
}

/** "Card or online?" */
async function payment(statistics: Statistics, asked: Asked): Promise<PilotAnswer> {
  const ways = await statistics.table({ ...asked, metric: 'payments', by: ['way'] });
  const failing = await statistics.table({ ...asked, metric: 'abandoned', by: ['step', 'reason'] });
  if (!isKnown(ways)) return { question: 'payment', facts: [tooFew(ways)] };
  const card = at(ways, 'card');
  const online = at(ways, 'online');
  const share = percent(card, ways.total);
  const verdict = share === null ? [] : [{ key: 'payment.share', values: { share } }];
  return {
    question: 'payment',
    facts: [
      ...verdict,
      { key: 'payment.ways', values: { total: ways.total, card, online, later: at(ways, 'later') } },
      {
        key: 'payment.failing',
        values: { declined: at(failing, 'pay', 'payment-declined'), faults: at(failing, 'pay', 'device-fault') },
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

/** "Is the location worth it?" One sentence for each. */
async function location(statistics: Statistics, asked: Asked): Promise<PilotAnswer> {
  const [visits, finished, minutes, names] = await Promise.all([
    statistics.table({ ...asked, metric: 'visits', by: ['location', 'purpose'] }),
    statistics.table({ ...asked, metric: 'finished', by: ['location'] }),
    statistics.table({ ...asked, metric: 'availability', by: ['location', 'availability'] }),
    statistics.locations(asked.tenants),
  ]);
  const all = await statistics.table({ ...asked, metric: 'visits', by: ['location'] });
  if (all.rows.length === 0) return { question: 'location', facts: [tooFew(all)] };
  return {
    question: 'location',
    facts: all.rows.map(({ values: [id = ''], count }) => {
      const open = ['usable', 'limited', 'unusable', 'off'].reduce(
        (sum, state) => sum + (at(minutes, id, state) ?? 0),
        0,
      );
      return {
        key: 'location.use',
        values: {
          location: names.get(id) ?? (id === '' ? 'location.none' : id),
          visits: count,
          transactions: at(visits, id, 'transaction'),
          finished: at(finished, id),
          available: percent((at(minutes, id, 'usable') ?? 0) + (at(minutes, id, 'limited') ?? 0), open),
        },
      };
    }),
  };
}

/** "When is it used?" */
async function when(statistics: Statistics, asked: Asked): Promise<PilotAnswer> {
  const hours = await statistics.table({ ...asked, metric: 'visits', by: ['hour'] });
  const weekdays = await statistics.table({ ...asked, metric: 'visits', by: ['weekday'] });
  if (!isKnown(weekdays)) return { question: 'when', facts: [tooFew(weekdays)] };
  return {
    question: 'when',
    facts: [
      ...most(hours, 1).map(({ values: [hour = ''], count }) => ({
        key: 'when.hour',
        values: { from: Number(hour), until: Number(hour) + 1, count, share: percent(count, hours.total) },
      })),
      ...most(weekdays, 1).map(({ values: [weekday = ''], count }) => ({
        key: 'when.weekday',
        values: { weekday: `weekday.${weekday}`, count, share: percent(count, weekdays.total) },
      })),
    ],
  };
}

/** "Which languages?" */
async function languages(statistics: Statistics, asked: Asked): Promise<PilotAnswer> {
  const spoken = await statistics.table({ ...asked, metric: 'languages', by: ['language'] });
  if (!isKnown(spoken)) return { question: 'languages', facts: [tooFew(spoken)] };
  const german = at(spoken, 'de');
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
