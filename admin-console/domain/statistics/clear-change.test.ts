import { expect, test } from 'vitest';
import { rateChange, shareChange } from './clear-change.ts';

test.each([
  ['more', 600, 750],
  ['less', 750, 600],
  ['same', 600, 640],
  ['too-few', 9, 10],
  ['too-few', null, 700],
  ['too-few', 700, null],
  // Nothing before, and something after: it began.
  ['more', 0, 30],
] as const)('%s often: %s before, %s after, in 50 days each', (expected, before, after) => {
  expect(rateChange({ count: before, units: 50 }, { count: after, units: 50 })).toBe(expected);
});

test('more in more opening days is not more often', () => {
  expect(rateChange({ count: 400, units: 20 }, { count: 1000, units: 50 })).toBe('same');
});

test('without opening days nothing is said', () => {
  expect(rateChange({ count: 400, units: 0 }, { count: 400, units: 50 })).toBe('too-few');
});

test.each([
  ['more', [100, 400], [160, 400]],
  ['less', [160, 400], [100, 400]],
  ['same', [100, 400], [110, 400]],
  ['same', [400, 400], [400, 400]],
  ['too-few', [5, 10], [300, 400]],
  ['too-few', [null, 400], [300, 400]],
  ['same', [410, 400], [400, 400]],
] as const)('%s of them: %s before, %s after', (expected, [part, whole], [partAfter, wholeAfter]) => {
  expect(shareChange({ part, whole }, { part: partAfter, whole: wholeAfter })).toBe(expected);
});
