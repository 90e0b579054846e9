import { expect, test } from 'vitest';
import { isPossiblePrice, leastPrice, type PricedFee, priceOf } from './price.ts';

const COMMON = { purpose: 'p', payee: 'stadtkasse' };
const TABLE: PricedFee = {
  kind: 'table',
  field: 'course',
  prices: [
    { value: 'short', cents: 2000 },
    { value: 'long', cents: 4501 },
  ],
  ...COMMON,
};
const BY_DAY: PricedFee = {
  kind: 'computed',
  field: 'days',
  baseCents: 500,
  unitCents: 250,
  unit: 'u',
  leastCents: 1000,
  mostCents: 5000,
  ...COMMON,
};
const HALF = { reduced: { field: 'student', percent: 50, evidence: 'proof' } };

const price = (fee: PricedFee, chosen: Readonly<Record<string, string>>) =>
  priceOf(fee, {
    chosen: (field) => chosen[field] ?? '',
    number: (field) => (chosen[field] === undefined ? null : Number(chosen[field])),
  });

test('a table: the price of the option, none before one is chosen', () => {
  expect(price(TABLE, { course: 'long' })).toBe(4501);
  expect(price(TABLE, {})).toBeNull();
  expect(price(TABLE, { course: 'other' })).toBeNull();
  expect(leastPrice(TABLE)).toBe(2000);
});

test.each([
  ['1', 1000],
  ['4', 1500],
  ['40', 5000],
])('counted: %s days cost %i cents, within the least and the most', (days, cents) => {
  expect(price(BY_DAY, { days })).toBe(cents);
});

test('counted: no number, no price; nothing that costs nothing is asked for', () => {
  expect(price(BY_DAY, {})).toBeNull();
  expect(price({ kind: 'computed', field: 'days', unitCents: 100, unit: 'u', ...COMMON }, { days: '0' })).toBeNull();
});

test('reduced: only for whoever says so, rounded down to the cent', () => {
  expect(price({ ...TABLE, ...HALF }, { course: 'long', student: 'yes' })).toBe(2250);
  expect(price({ ...TABLE, ...HALF }, { course: 'long', student: 'no' })).toBe(4501);
  expect(leastPrice({ ...TABLE, ...HALF })).toBe(1000);
});

test.each<[PricedFee, number, boolean]>([
  [TABLE, 2000, true],
  [TABLE, 2001, false],
  [TABLE, 2250, false],
  [{ ...TABLE, ...HALF }, 2250, true],
  [BY_DAY, 999, false],
  [BY_DAY, 1234, true],
  [BY_DAY, 5001, false],
  [{ ...BY_DAY, ...HALF }, 500, true],
  [{ kind: 'fixed', cents: 100, ...COMMON }, 1, false],
])('what no answer can cost is not believed: %o for %i is %s', (fee, cents, isPossible) => {
  expect(isPossiblePrice(fee, cents)).toBe(isPossible);
});
