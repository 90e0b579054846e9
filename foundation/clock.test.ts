import { expect, test } from 'vitest';
import { delay, SimulatedClock } from './clock.ts';

test('timers fire in the order they fall due, also those started by timers', async () => {
  const clock = new SimulatedClock();
  const fired: string[] = [];
  clock.setTimeout(() => fired.push('late'), 30);
  clock.setTimeout(() => {
    fired.push('early');
    clock.setTimeout(() => fired.push('between'), 10);
  }, 10);
  await clock.advance(30);
  expect(fired).toEqual(['early', 'between', 'late']);
  expect(clock.waiting).toBe(0);
});

test('a jump of the wall clock lets no time pass', async () => {
  const clock = new SimulatedClock(0);
  let fired = false;
  clock.setTimeout(() => (fired = true), 10);
  clock.jumpWallClock(60_000);
  await clock.advance(0);
  expect([clock.now(), clock.monotonic(), fired]).toEqual([60_000, 0, false]);
});

test('an aborted delay rejects and leaves no timer', async () => {
  const clock = new SimulatedClock();
  const abort = new AbortController();
  const waiting = expect(delay(clock, 1000, abort.signal)).rejects.toThrow('enough');
  abort.abort(new Error('enough'));
  await waiting;
  expect(clock.waiting).toBe(0);
});
