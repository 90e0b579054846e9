import { expect, it } from 'vitest';
import { Backoff, backoff } from './backoff.ts';

const delays = { first: 250, atMost: 3_000 };

it('doubles from the first wait to the longest', () => {
  expect([0, 1, 2, 3, 4, 5].map((attempt) => backoff(attempt, delays))).toEqual([250, 500, 1_000, 2_000, 3_000, 3_000]);
  expect(backoff(1_000_000, delays)).toBe(3_000);
});

it('spreads each wait by its jitter to both sides', () => {
  const spread = { ...delays, jitter: 0.2 };
  expect(backoff(2, spread, () => 0)).toBeCloseTo(800);
  expect(backoff(2, spread, () => 0.5)).toBeCloseTo(1_000);
  expect(backoff(2, spread, () => 0.999_999)).toBeCloseTo(1_200, 2);
});

it('counts failures until a success', () => {
  const waits = new Backoff(delays);
  expect([waits.next(), waits.next(), waits.next()]).toEqual([250, 500, 1_000]);
  waits.reset();
  expect([waits.next(), waits.next()]).toEqual([250, 500]);
});

it('asks for a new random number for each wait', () => {
  const numbers = [0, 0.5];
  const waits = new Backoff({ ...delays, jitter: 0.5 }, () => numbers.shift() ?? 0);
  expect([waits.next(), waits.next()]).toEqual([125, 500]);
});
