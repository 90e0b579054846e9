import { expect, test } from 'vitest';
import { SimulatedClock } from '../foundation/clock.ts';
import { AddressLimit, subscriberOf } from './address-limit.ts';
import { LIMITS } from './limits.ts';

test.each([
  ['198.51.100.7', '198.51.100.7'],
  ['::ffff:198.51.100.7', '198.51.100.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::6', '2001:db8:1:2'],
  ['2001:db8::6', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
])('%s is counted as %s', (address, subscriber) => {
  expect(subscriberOf(address)).toBe(subscriber);
});

test('more addresses than are counted apart share one count', () => {
  const limit = new AddressLimit(new SimulatedClock());
  for (let i = 0; i < LIMITS.addresses; i++) limit.take(`10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`);
  for (let i = 0; i < LIMITS.requestsPerMinute; i++) expect(limit.take(`11.0.${i >> 8}.${i & 255}`)).toBe(true);
  expect(limit.take('12.0.0.1')).toBe(false);
  expect(limit.take('10.0.0.1')).toBe(true);
});
