import { expect, test } from 'vitest';
import { standingTick } from './paper-tick.ts';

const ROLL = 80_000;
const paper = (usedMm: number, onRollMm: number) => ({ at: 2, usedMm, onRollMm, leftMm: ROLL - onRollMm });
const tick = (onRollMm: number) => ({ at: 1, actor: 'ada', usedMm: 500_000, onRollMm });

test('a tick before the roll was changed is proved once the meter begins anew', () => {
  expect(standingTick(tick(78_000), paper(500_100, 78_100))).toMatchObject({ isProved: false });
  expect(standingTick(tick(78_000), paper(501_000, 300))).toMatchObject({ isProved: true });
});

test('a tick at a roll that is new already is proved at once', () => {
  expect(standingTick(tick(200), paper(500_000, 200))).toEqual({ at: 1, actor: 'ada', isProved: true });
});

test('a tick says nothing of the roll after', () => {
  expect(standingTick(tick(200), paper(541_000, 41_200))).toBeNull();
});

test('a tick says nothing of a terminal that was set up anew', () => {
  expect(standingTick(tick(200), paper(1_000, 1_000))).toBeNull();
});
