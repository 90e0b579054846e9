import { expect, test } from 'vitest';
import { SAMPLE_REPORT } from '../../../fleet-link/test-support/sample-report.ts';
import { DEFAULT_RULES } from '../../contract/alerting/rules.ts';
import { DELAYS } from './delays.ts';
import { addSample, type PaperSample, paperLasts } from './paper-forecast.ts';
import { openDaysSince } from './unused.ts';
import { watch } from './watched.ts';

const DAY = 86_400_000;
const at = (text: string) => Date.parse(text);

test('days without use: only those count that had opening hours, and wholly', () => {
  // A Friday, 10:00 in Berlin.
  const used = at('2026-01-09T09:00:00Z');
  expect(openDaysSince(used, at('2026-01-09T20:00:00Z'), DEFAULT_RULES)).toBe(0);
  expect(openDaysSince(used, at('2026-01-11T20:00:00Z'), DEFAULT_RULES)).toBe(0);
  expect(openDaysSince(used, at('2026-01-12T16:59:00Z'), DEFAULT_RULES)).toBe(0);
  expect(openDaysSince(used, at('2026-01-12T17:00:00Z'), DEFAULT_RULES)).toBe(1);
  expect(openDaysSince(used, at('2026-01-23T17:00:00Z'), DEFAULT_RULES)).toBe(10);
});

test('days without use: where nobody ever opens, nobody is missed', () => {
  const never = { ...DEFAULT_RULES, openingHours: [] };
  expect(openDaysSince(0, at('2026-01-23T17:00:00Z'), never)).toBe(0);
});

test('paper lasts as long as it goes on as over the last days', () => {
  const samples: PaperSample[] = [
    { at: 0, usedMm: 10_000 },
    { at: 2 * DAY, usedMm: 20_000 },
  ];
  expect(paperLasts(samples, { at: 4 * DAY, usedMm: 40_000 }, 80_000)).toBeCloseTo(40_000 / 7_500);
  expect(paperLasts(samples, { at: 4 * DAY, usedMm: 90_000 }, 80_000)).toBe(0);
});

test('paper: no forecast from a few hours, from nothing used, or from weeks that are long gone', () => {
  expect(paperLasts([], { at: DAY, usedMm: 5 }, 80_000)).toBeNull();
  expect(paperLasts([{ at: 0, usedMm: 0 }], { at: DAY / 4, usedMm: 70_000 }, 80_000)).toBeNull();
  expect(paperLasts([{ at: 0, usedMm: 100 }], { at: DAY, usedMm: 100 }, 80_000)).toBeNull();
  expect(paperLasts([{ at: 0, usedMm: 0 }], { at: 30 * DAY, usedMm: 70_000 }, 80_000)).toBeNull();
});

test('paper: a new roll begins a new line', () => {
  const old = [{ at: 0, usedMm: 70_000 }];
  expect(addSample(old, { at: DAY, usedMm: 500 })).toEqual([{ at: DAY, usedMm: 500 }]);
});

test('paper: a sample every few hours is enough', () => {
  const kept = [{ at: 0, usedMm: 100 }];
  expect(addSample(kept, { at: DAY / 24, usedMm: 200 })).toBe(kept);
  expect(addSample(kept, { at: DAY / 2, usedMm: 200 })).toEqual([...kept, { at: DAY / 2, usedMm: 200 }]);
});

test('use is seen in the step and in the counts of sessions, and written down once an hour', () => {
  const idle = watch(null, SAMPLE_REPORT, 1_000);
  expect(idle).toMatchObject({ since: 1_000, usedAt: null });
  expect(watch(idle, SAMPLE_REPORT, 5_000)).toBe(idle);
  const busy = watch(idle, { ...SAMPLE_REPORT, step: 'form' }, DELAYS.useNoted);
  expect(busy.usedAt).toBe(DELAYS.useNoted);
  const counted = watch(idle, { ...SAMPLE_REPORT, counts: { 'session.completed': 1, 'session.started': 9 } }, DAY);
  expect(counted).toMatchObject({ usedAt: DAY, sessions: 1 });
  expect(watch(counted, { ...SAMPLE_REPORT, counts: { 'session.completed': 2 } }, DAY + 1)).toBe(counted);
});

test('sessions started ahead are no use', () => {
  const idle = watch(null, SAMPLE_REPORT, 1_000);
  expect(watch(idle, { ...SAMPLE_REPORT, counts: { 'session.started': 500 } }, DAY)).toBe(idle);
});

test('a terminal set up anew counts from the beginning again', () => {
  const before = watch(null, { ...SAMPLE_REPORT, counts: { 'session.idle': 70 } }, 1_000);
  const anew = watch(before, SAMPLE_REPORT, 2_000);
  expect(anew.sessions).toBe(0);
  expect(watch(anew, { ...SAMPLE_REPORT, counts: { 'session.idle': 1 } }, DAY).usedAt).toBe(DAY);
});
