import { expect, test } from 'vitest';
import { METRICS, type Metric } from '../../../fleet-link/statistics.ts';
import { answer } from './answers.ts';
import { statistics } from './test-support/counted.ts';

const JUNE = { tenants: ['t'], from: '2026-06', to: '2026-06' };
const rows = ({ rows: all }: { rows: readonly { values: readonly string[]; count: number | null }[] }) =>
  all.map(({ values, count }) => `${values.join(' ')} ${count}`);

test('a table has the columns that were asked for and sums over the others', async () => {
  const s = statistics({
    visits: [
      ['l1', 'information', 10],
      ['l1', 'transaction', 20],
      ['l2', 'information', 30],
    ],
  });
  const table = await s.table({ ...JUNE, metric: 'visits', by: ['purpose'] });
  expect(rows(table)).toEqual(['information 40', 'transaction 20']);
  expect(table).toMatchObject({ total: 60, threshold: 5, unit: 'times' });
  expect(rows(await s.table({ ...JUNE, metric: 'visits', by: ['purpose', 'location'] }))).toEqual([
    'information l1 10',
    'information l2 30',
    'transaction l1 20',
  ]);
  expect(rows(await s.table({ ...JUNE, metric: 'visits', by: ['purpose'], location: 'l2' }))).toEqual([
    'information 30',
  ]);
});

test('what is hidden by location is hidden in the answer for that location, whatever else is asked', async () => {
  const s = statistics({
    visits: [
      ['l1', 'information', 2],
      ['l2', 'information', 30],
      ['l3', 'information', 40],
    ],
  });
  expect(rows(await s.table({ ...JUNE, metric: 'visits', by: ['location'] }))).toEqual(['l1 null', 'l2 null', 'l3 40']);
  expect((await s.table({ ...JUNE, metric: 'visits', by: [], location: 'l1' })).total).toBeNull();
  expect((await s.table({ ...JUNE, metric: 'visits', by: [], location: 'l2' })).total).toBeNull();
  expect((await s.table({ ...JUNE, metric: 'visits', by: [] })).total).toBe(72);
});

test('minutes of a machine are never hidden', async () => {
  const s = statistics({ availability: [['l1', 'parking usable', 1]] });
  expect(rows(await s.table({ ...JUNE, metric: 'availability', by: ['availability'] }))).toEqual(['usable 1']);
});

test('what is asked of one service is the same as its row among all, small counts hidden likewise', async () => {
  const s = statistics({
    begun: [
      ['l1', 'parking', 30],
      ['l2', 'parking', 2],
      ['l1', 'dog', 40],
      ['l2', 'dog', 9],
    ],
  });
  const june = { ...JUNE, metric: 'begun' } as const;
  expect(rows(await s.table({ ...june, by: ['location'], service: 'dog' }))).toEqual(['l1 null', 'l2 null']);
  expect((await s.table({ ...june, by: [], service: 'dog' })).total).toBe(49);
  expect((await s.table({ ...june, by: [], service: 'dog', location: 'l1' })).total).toBeNull();
});

test('of one service its cases are told, by place and time, and no languages', async () => {
  const s = statistics({
    begun: [
      ['l1', 'parking', 30, '9'],
      ['l1', 'dog', 40, '11'],
    ],
    finished: [['l1', 'parking', 20]],
    languages: [['l1', 'uk', 50]],
  });
  const parking = { ...JUNE, service: 'parking' };
  expect((await answer(s, 'location', parking)).facts).toEqual([
    { key: 'location.cases', values: { location: 'Rathaus', begun: 30, finished: 20, share: null } },
  ]);
  expect((await answer(s, 'when', parking)).facts[0]).toEqual({
    key: 'when.hour',
    values: { of: 'metric.begun', from: 9, until: 10, count: 30, share: 100 },
  });
  expect((await answer(s, 'languages', parking)).facts).toEqual([{ key: 'languages.no-service', values: {} }]);
});

test.each([
  ['a service of what is not counted by service', { metric: 'languages', by: [], service: 'parking' }],
  ['a dimension that the metric does not have', { metric: 'visits', by: ['reason'] }],
  ['a column twice', { metric: 'visits', by: ['purpose', 'purpose'] }],
  ['two axes of time', { metric: 'visits', by: ['hour', 'weekday'] }],
  ['the hour of what is counted by the day', { metric: 'languages', by: ['hour'] }],
  ['months in the wrong order', { metric: 'visits', by: [], from: '2026-07' }],
] as const)('%s is refused', async (_what, query) => {
  await expect(statistics({}).table({ ...JUNE, ...query })).rejects.toMatchObject({ reason: 'malformed' });
});

test('two periods side by side, with the change where both may be shown', async () => {
  const s = statistics({
    visits: [
      ['l1', 'information', 20, '2026-05'],
      ['l1', 'transaction', 10, '2026-05'],
      ['l1', 'information', 30],
      ['l1', 'transaction', 12],
    ],
  });
  const compared = await s.comparison(
    { tenants: ['t'], metric: 'visits', by: ['purpose'] },
    { from: '2026-05', to: '2026-05' },
    { from: '2026-06', to: '2026-06' },
  );
  expect(compared).toEqual([
    { values: ['information'], before: 20, after: 30, change: 50 },
    { values: ['transaction'], before: 10, after: 12, change: 20 },
    { values: [], before: 30, after: 42, change: 40 },
  ]);
});

test('no scanner is needed where hardly anybody uses one', async () => {
  const s = statistics({
    evidence: [
      ['l1', 'parking scan', 6],
      ['l1', 'parking phone', 94],
    ],
    abandoned: [['l1', 'parking evidence device-fault', 7]],
  });
  expect((await answer(s, 'scanner', JUNE)).facts).toEqual([
    { key: 'scanner.hardly', values: { share: 6 } },
    { key: 'scanner.ways', values: { total: 100, scan: 6, phone: 94, none: 0 } },
    { key: 'scanner.faults', values: { faults: 7 } },
  ]);
});

test('card or online: the share of the card, and what goes wrong at it', async () => {
  const s = statistics({
    payments: [
      ['l1', 'parking card', 75],
      ['l1', 'parking online', 25],
    ],
    abandoned: [['l1', 'parking pay payment-declined', 8]],
  });
  expect((await answer(s, 'payment', JUNE)).facts).toEqual([
    { key: 'payment.share', values: { share: 75 } },
    { key: 'payment.ways', values: { total: 100, card: 75, online: 25, later: 0 } },
    { key: 'payment.failing', values: { declined: 8, faults: 0 } },
  ]);
});

test('why applications fail: the commonest reasons, none of them a hidden one', async () => {
  const s = statistics({
    begun: [['l1', 'parking', 100]],
    finished: [['l1', 'parking', 60]],
    abandoned: [
      ['l1', 'parking identify no-eid', 20],
      ['l1', 'parking identify pin-forgotten', 12],
      ['l1', 'parking form gave-up', 6],
      ['l1', 'parking pay payment-declined', 2],
    ],
  });
  const { facts } = await answer(s, 'failing', JUNE);
  expect(facts[0]).toEqual({ key: 'failing.finished', values: { begun: 100, finished: 60, share: 60 } });
  expect(facts[1]).toEqual({ key: 'failing.reason', values: { reason: 'reason.no-eid', count: 20, share: 50 } });
  expect(JSON.stringify(facts)).not.toContain('payment-declined');
});

test('is the location worth it: use and availability of each, by name', async () => {
  const s = statistics({
    visits: [
      ['l1', 'information', 80],
      ['l1', 'transaction', 20],
    ],
    finished: [['l1', 'parking', 15]],
    availability: [
      ['l1', 'parking usable', 900],
      ['l1', 'parking off', 100],
    ],
  });
  expect((await answer(s, 'location', JUNE)).facts).toEqual([
    {
      key: 'location.use',
      values: { location: 'Rathaus', visits: 100, transactions: 20, finished: 15, share: 90 },
    },
  ]);
});

test('when it is used: the busiest hour and day of the week', async () => {
  const s = statistics({
    visits: [
      ['l1', 'information', 30, '9'],
      ['l1', 'information', 70, '14'],
    ],
  });
  const { facts } = await answer(s, 'when', JUNE);
  expect(facts[0]).toEqual({
    key: 'when.hour',
    values: { of: 'metric.visits', from: 14, until: 15, count: 70, share: 70 },
  });
  expect(facts[1]).toMatchObject({ key: 'when.weekday', values: { count: 70 } });
});

test('which languages: the share that is not German', async () => {
  const s = statistics({
    languages: [
      ['l1', 'de', 80],
      ['l1', 'uk', 12],
      ['l1', 'ar', 8],
    ],
  });
  expect((await answer(s, 'languages', JUNE)).facts).toEqual([
    { key: 'languages.share', values: { total: 100, others: 20, share: 20 } },
  ]);
});

test.each(['scanner', 'payment', 'failing', 'when', 'languages'] as const)(
  '%s: too few cases are said to be too few',
  async (question) => {
    const few = { evidence: [['l1', 'p scan', 2]], payments: [['l1', 'p card', 2]], begun: [['l1', 'p', 2]] } as const;
    expect((await answer(statistics(few), question, JUNE)).facts).toEqual([
      { key: 'too-few', values: { threshold: 5 } },
    ]);
  },
);

test('every metric can be asked for by each of its dimensions', async () => {
  for (const [metric, { dimensions }] of Object.entries(METRICS)) {
    const table = await statistics({}).table({ ...JUNE, metric: metric as Metric, by: Object.keys(dimensions) });
    expect(table).toMatchObject({ rows: [], total: 0 });
  }
});

test('where every part is hidden the division is said to be hidden, and a time without a busiest one to be too few', async () => {
  const s = statistics({
    payments: [
      ['l1', 'parking card', 4],
      ['l1', 'parking later', 4],
    ],
    visits: [
      ['l1', 'information', 4, '9'],
      ['l1', 'information', 4, '11'],
    ],
  });
  expect((await answer(s, 'payment', JUNE)).facts[0]).toEqual({ key: 'parts-hidden', values: { total: 8 } });
  expect((await answer(s, 'when', JUNE)).facts).toEqual([{ key: 'too-few', values: { threshold: 5 } }]);
});
