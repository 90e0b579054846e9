import { expect, test } from 'vitest';
import { SAMPLE_REPORT } from '../../../fleet-link/test-support/sample-report.ts';
import { DEFAULT_RULES } from '../../contract/alerting/rules.ts';
import { DELAYS } from './delays.ts';
import { addSample, type PaperSample, type PaperState, paperLasts } from './paper-forecast.ts';
import { openDaysSince, usualDaysSince } from './unused.ts';
import { paperOf, watch } from './watched.ts';

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

const everyDay = (now: number) => (since: number) => Math.floor((now - since) / DAY);
const lasts = (samples: readonly PaperSample[], now: Omit<PaperState, 'onRollMm'>) =>
  paperLasts(samples, now, everyDay(now.at));

test('paper lasts as many open days as it would at the use of the last ones', () => {
  const samples: PaperSample[] = [
    { at: 0, usedMm: 10_000 },
    { at: 2 * DAY, usedMm: 20_000 },
  ];
  expect(lasts(samples, { at: 4 * DAY, usedMm: 40_000, leftMm: 40_000 })).toBeCloseTo(40_000 / 7_500);
  expect(lasts(samples, { at: 4 * DAY, usedMm: 40_000, leftMm: 0 })).toBe(0);
});

test('paper: days on which nobody can come do not make the use of the others smaller', () => {
  // A Thursday morning to the Tuesday evening after it: four days with opening hours.
  const [thursday, tuesday] = [at('2026-01-08T06:00:00Z'), at('2026-01-13T20:00:00Z')];
  const openDays = (since: number) => usualDaysSince(since, tuesday, DEFAULT_RULES);
  const state = { at: tuesday, usedMm: 40_000, leftMm: 20_000 };
  expect(paperLasts([{ at: thursday, usedMm: 0 }], state, openDays)).toBe(2);
});

test('paper: where no opening hours are set, every day counts', () => {
  const rules = { ...DEFAULT_RULES, openingHours: [] };
  expect(usualDaysSince(at('2026-01-08T22:00:00Z'), at('2026-01-13T23:30:00Z'), rules)).toBe(5);
});

test('paper: no forecast from a day, from nothing used, or from weeks that are long gone', () => {
  const now = (days: number, usedMm: number) => ({ at: days * DAY, usedMm, leftMm: 10 });
  expect(lasts([], now(1, 5))).toBeNull();
  expect(lasts([{ at: 0, usedMm: 0 }], now(1.9, 70_000))).toBeNull();
  expect(lasts([{ at: 0, usedMm: 100 }], now(9, 100))).toBeNull();
  expect(lasts([{ at: 0, usedMm: 0 }], now(30, 70_000))).toBeNull();
});

test('paper: a new roll changes what is left, and not how much is used on a day', () => {
  const samples = [0, 1, 2, 3].map((day) => ({ at: day * DAY, usedMm: day * 8_000 }));
  expect(lasts(samples, { at: 4 * DAY, usedMm: 32_000, leftMm: 8_000 })).toBe(1);
  expect(lasts(samples, { at: 4 * DAY, usedMm: 32_000, leftMm: 80_000 })).toBe(10);
});

test('paper: a terminal that counts from the beginning again begins a new line', () => {
  expect(addSample([{ at: 0, usedMm: 70_000 }], { at: DAY, usedMm: 500 })).toEqual([{ at: DAY, usedMm: 500 }]);
});

test('paper: only what is told whole is forecast', () => {
  const counts = { 'meter.receipt-paper-mm': 9, 'meter.receipt-paper-on-roll-mm': 5, 'meter.receipt-paper-roll-mm': 8 };
  expect(paperOf({ ...SAMPLE_REPORT, counts }, 7)).toEqual({ at: 7, usedMm: 9, onRollMm: 5, leftMm: 3 });
  const { 'meter.receipt-paper-roll-mm': _, ...rest } = counts;
  expect(paperOf({ ...SAMPLE_REPORT, counts: rest }, 7)).toBeNull();
  expect(paperOf(null, 7)).toBeNull();
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
