import { expect, test } from 'vitest';
import { daySums, payeeSums } from './add-up.ts';

const of = (payee: string | null, cents: number, name: string | null = payee) => ({
  ...{ payee, name, iban: null, count: 1, cents },
});
const CLOSINGS = [
  { day: '2026-01-06', payees: [of('bad', 500, 'Stadtbad'), of(null, 70)] },
  { day: '2026-01-05', payees: [of('bad', 300, 'Altes Bad'), of('amt', -100, 'Amt')] },
  { day: '2026-01-06', payees: [of('bad', 200, 'Stadtbad')] },
];

test('sums of a payee go over all closings, under its newest name; money of nobody comes last', () => {
  expect(payeeSums(CLOSINGS, null).map(({ name, cents, count }) => [name, cents, count])).toEqual([
    ['Amt', -100, 1],
    ['Stadtbad', 1000, 3],
    [null, 70, 1],
  ]);
});

test('two closings of one day are one day, and what is given back counts against what came', () => {
  expect(daySums(CLOSINGS, null).map(({ day, cents }) => [day, cents])).toEqual([
    ['2026-01-06', 770],
    ['2026-01-05', 200],
  ]);
});

test('of one payee only its money is counted', () => {
  expect(payeeSums(CLOSINGS, 'amt')).toHaveLength(1);
  expect(daySums(CLOSINGS, 'amt').map(({ cents }) => cents)).toEqual([0, -100]);
});
