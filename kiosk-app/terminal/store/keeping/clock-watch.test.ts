import { expect, test } from 'vitest';
import { SimulatedClock } from '../../../../foundation/clock.ts';
import { DELAYS } from '../../configuration/delays.ts';
import { ClockWatch } from './clock-watch.ts';

const HOUR = 60 * 60_000;

function watch() {
  const clock = new SimulatedClock();
  const watched = new ClockWatch(clock, DELAYS);
  const verdicts: string[] = [];
  watched.onVerdict((verdict) => verdicts.push(verdict));
  return {
    clock,
    watched,
    verdicts,
    /** An answer of a portal whose clock differs from ours by `ms`. */
    answer: (ms: number, times = 1) => {
      for (let i = 0; i < times; i++) watched.observe(new Date(clock.now() + ms).toUTCString());
    },
  };
}

test('agrees with the portals: confirmed', () => {
  const w = watch();
  expect(w.watched.isConfirmed()).toBe(false);
  w.answer(1_000);
  expect(w.verdicts).toEqual(['plausible']);
  expect(w.watched.isConfirmed()).toBe(true);
});

test('a year behind: said so, and no longer confirmed', () => {
  const w = watch();
  w.answer(0);
  w.answer(365 * 24 * HOUR, 3);
  expect(w.verdicts.at(-1)).toBe('behind');
  expect(w.watched.isConfirmed()).toBe(false);
});

test('ahead', () => {
  const w = watch();
  w.answer(-HOUR, 3);
  expect(w.verdicts).toEqual(['ahead']);
});

test('one portal with a wrong clock of its own between others proves nothing', () => {
  const w = watch();
  for (let i = 0; i < 5; i++) {
    w.answer(HOUR, 2);
    w.answer(0);
  }
  expect(new Set(w.verdicts)).toEqual(new Set(['plausible']));
});

test('set after it was confirmed: no longer', () => {
  const w = watch();
  w.answer(0);
  w.clock.jumpWallClock(HOUR);
  expect(w.watched.isConfirmed()).toBe(false);
});

test('a confirmation grows old', async () => {
  const w = watch();
  w.answer(0);
  await w.clock.advance(25 * HOUR);
  expect(w.watched.isConfirmed()).toBe(false);
});

test.each([null, '', 'soon', '2026-13-45'])('%j is no date', (date) => {
  const w = watch();
  w.watched.observe(date);
  expect(w.verdicts).toEqual([]);
});

test('answers of fetch are read', async () => {
  const w = watch();
  const date = new Date(w.clock.now()).toUTCString();
  const fetch = w.watched.watching(async () => new Response('', { headers: { date } }));
  await fetch('https://portal.example');
  expect(w.watched.isConfirmed()).toBe(true);
});
