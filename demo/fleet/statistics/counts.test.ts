import { expect, test } from 'vitest';
import { judgePeriod } from '../../../admin-console/domain/statistics/judge-period.ts';
import { plannedTerminals } from '../planned-terminals.ts';
import { countsOf, daysSent, pastCounts } from './past-counts.ts';

const TODAY = '2026-11-29';
const FLEET = plannedTerminals(40);
const [FIRST] = FLEET;
if (!FIRST) expect.fail('no terminal');
const sum = (rows: ReturnType<typeof pastCounts>, metric: string, word?: string) =>
  rows
    .filter((row) => row.metric === metric && (word === undefined || [row.word1, row.word2, row.word3].includes(word)))
    .reduce((all, { count }) => all + count, 0);

test('forty terminals stand at twelve places of two towns, each called differently', () => {
  expect(new Set(FLEET.map(({ place }) => place.id)).size).toBe(12);
  expect(new Set(FLEET.map(({ place }) => place.tenantId)).size).toBe(2);
  expect(new Set(FLEET.map(({ name }) => name)).size).toBe(40);
  expect(FLEET.filter(({ name }) => name.length > 40)).toEqual([]);
});

test('the hub believes every hour and day that a terminal sends', () => {
  const refused = FLEET.flatMap((terminal) =>
    daysSent(TODAY)
      .flatMap((date) => countsOf(terminal, date, TODAY))
      .map((counted) => judgePeriod(counted, Date.parse(TODAY)))
      .filter((judged) => typeof judged === 'string'),
  );
  expect(refused).toEqual([]);
});

test('the same terminal has counted the same when it is asked again', () => {
  expect(pastCounts(FIRST, TODAY)).toEqual(pastCounts(FIRST, TODAY));
});

test('most look something up, and who does not finish lacks the eID first of all', () => {
  const rows = pastCounts(FIRST, TODAY);
  expect(sum(rows, 'visits', 'information')).toBeGreaterThan(2 * sum(rows, 'visits', 'transaction'));
  const reasons = ['no-eid', 'pin-forgotten', 'gave-up', 'timeout', 'device-fault', 'payment-declined'];
  const counts = reasons.map((reason) => sum(rows, 'abandoned', reason));
  expect(Math.max(...counts)).toBe(counts[0]);
});

test('what was begun was finished or abandoned', () => {
  const rows = pastCounts(FIRST, TODAY);
  expect(sum(rows, 'finished') + sum(rows, 'abandoned')).toBe(sum(rows, 'begun'));
  expect(sum(rows, 'begun')).toBe(sum(rows, 'visits', 'transaction'));
});
