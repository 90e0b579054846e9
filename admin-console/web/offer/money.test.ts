import { expect, test } from 'vitest';
import { ServiceDefinition } from '../../../config/schema/service.ts';
import { centsOf, MOST_CENTS } from './money.ts';

test.each([
  ['12,50', 1_250],
  ['12.5', 1_250],
  [' 12 € ', 1_200],
  ['1.234,50', 123_450],
  ['1,234.50', 123_450],
  ['0', 0],
  ['99999999', 9_999_999_900],
])('"%s" is %i cents', (typed, cents) => expect(centsOf(typed)).toBe(cents));

test.each(['', 'abc', '-5', '12,345', '1.234', '1.23.45', '12,50,00', '1e3'])('"%s" is no amount', (typed) => {
  expect(centsOf(typed)).toBeNull();
});

test('the greatest amount is the one that the schema of services takes', () => {
  const fee = (cents: number) =>
    ServiceDefinition.shape.fee.safeParse({
      kind: 'fixed',
      cents,
      purpose: 'services.x.feePurpose',
      payee: 'stadtkasse',
    }).success;
  expect([MOST_CENTS, MOST_CENTS + 1].map(fee)).toEqual([true, false]);
});
