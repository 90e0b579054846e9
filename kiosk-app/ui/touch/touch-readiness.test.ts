import { expect, test } from 'vitest';
import { type ControlEdges, type ShownControl, TouchReadiness } from './touch-readiness.ts';

const WAIT = 500;
const PLACE: ControlEdges = [100, 1_700, 500, 1_800];
const sight = (what: string, place = PLACE, wait = WAIT): ShownControl => ({ what, place, wait });

/** A screen of controls, and the time on a watch. */
function stand() {
  const watch = { now: 0 };
  const standing = new TouchReadiness<string>(() => watch.now);
  const look = (controls: Readonly<Record<string, ShownControl>>) => standing.look(new Map(Object.entries(controls)));
  return { watch, standing, look };
}

test('what has just appeared takes no touch, what stood there long enough does', () => {
  const { watch, standing, look } = stand();
  look({ go: sight('continue') });
  watch.now = WAIT - 1;
  expect(standing.remaining('go')).toBe(1);
  watch.now = WAIT;
  expect(standing.takes('go', sight('continue'))).toBe(true);
});

test.each([120, 200, 350])('a series of taps %i ms apart never gets through to what came under the finger', (apart) => {
  const { watch, standing, look } = stand();
  look({ confirm: sight('confirm') });
  for (let tap = 1; tap <= 20; tap++) {
    watch.now = tap * apart;
    expect(standing.takes('confirm', sight('confirm'))).toBe(false);
  }
  watch.now += WAIT;
  expect(standing.takes('confirm', sight('confirm'))).toBe(true);
});

test('a control that moves under the finger is a new one, a trembling of its place is not', () => {
  const { watch, standing, look } = stand();
  look({ card: sight('card') });
  watch.now = 1_000;
  expect(standing.takes('card', sight('card', [100, 1_712, 500, 1_812]))).toBe(true);
  expect(standing.takes('card', sight('card', [100, 1_500, 500, 1_600]))).toBe(false);
});

test('a slow drift is a movement all the same', () => {
  const { watch, standing, look } = stand();
  for (let step = 0; step <= 10; step++) {
    watch.now = step * 100;
    look({ card: sight('card', [100, 1_700 + 5 * step, 500, 1_800 + 5 * step]) });
  }
  expect(standing.remaining('card')).toBeGreaterThan(0);
});

test('the same element with another name or other words is another control', () => {
  const { watch, standing, look } = stand();
  look({ button: sight('delete page 3') });
  watch.now = 1_000;
  look({ button: sight('delete page 2') });
  expect(standing.takes('button', sight('delete page 2'))).toBe(false);
});

test('what lay under something else is new when it comes back', () => {
  const { watch, standing, look } = stand();
  look({ go: sight('continue') });
  watch.now = 1_000;
  expect(standing.takes('go', null)).toBe(false);
  look({ warning: sight('more-time') });
  watch.now = 2_000;
  look({ go: sight('continue') });
  expect(standing.remaining('go')).toBe(WAIT);
});

test('pressed again and again where it stands, a control takes every touch: a key, a scroll button', () => {
  const { watch, standing, look } = stand();
  look({ key: sight('key-a') });
  for (watch.now = 600; watch.now < 1_200; watch.now += 60) {
    expect(standing.takes('key', sight('key-a'))).toBe(true);
  }
});

test('what cannot be taken back has to be in sight longer', () => {
  const { watch, standing, look } = stand();
  look({ pay: sight('pay', PLACE, 1_000), back: sight('back', [0, 0, 90, 90]) });
  watch.now = 600;
  expect(standing.takes('back', sight('back', [0, 0, 90, 90]))).toBe(true);
  expect(standing.takes('pay', sight('pay', PLACE, 1_000))).toBe(false);
});

test('what has come since the last look is not known, and what has gone is forgotten', () => {
  const { standing, look } = stand();
  expect(standing.knows('go')).toBe(false);
  look({ go: sight('continue') });
  expect(standing.knows('go')).toBe(true);
  look({});
  expect(standing.knows('go')).toBe(false);
});
