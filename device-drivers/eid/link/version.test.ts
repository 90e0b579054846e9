import { expect, test } from 'vitest';
import { commonLevel, isTooOld } from './version.ts';

test.each(['1.21.9', '1.9.0', '0.99', '1.20'])('%s is too old', (version) => {
  expect(isTooOld(version)).toBe(true);
});

test.each(['1.22.0', '1.26.2', '2.0', '2.2.2', '10.0.0', '1.22'])('%s will do', (version) => {
  expect(isTooOld(version)).toBe(false);
});

test('the highest level both speak is taken, and none is none', () => {
  expect(commonLevel([1, 2, 3, 4])).toBe(3);
  expect(commonLevel([1])).toBe(1);
  expect(commonLevel([7])).toBeNull();
});
