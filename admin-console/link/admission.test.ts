import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { Admission } from './admission.ts';
import { LIMITS } from './limits.ts';
import { RedialLimit } from './redial-limit.ts';

class Arriving extends EventEmitter {
  destroyed = false;
  destroy(): void {
    this.destroyed = true;
  }
}

function arriving() {
  const clock = new SimulatedClock();
  const admitted: unknown[] = [];
  const admission = new Admission(clock, (socket) => admitted.push(socket));
  const arrive = (count: number) => {
    const all = Array.from({ length: count }, () => new Arriving());
    for (const socket of all) admission.arrived(socket as unknown as Socket);
    return all;
  };
  return { clock, admitted, arrive };
}

test('ten thousand at once: as many are let in as can be, some wait, the others are cut off at once', async () => {
  const { clock, admitted, arrive } = arriving();
  const all = arrive(10_000);
  expect(admitted.length).toBe(LIMITS.handshakeBurst);
  expect(all.filter(({ destroyed }) => destroyed).length).toBe(
    10_000 - LIMITS.handshakeBurst - LIMITS.handshakesWaiting,
  );
  await clock.advance(1_000);
  expect(admitted.length).toBeGreaterThan(LIMITS.handshakeBurst + LIMITS.handshakesPerSecond * 0.9);
  expect(admitted.length).toBeLessThanOrEqual(LIMITS.handshakeBurst + LIMITS.handshakesPerSecond);
  await clock.advance((LIMITS.handshakesWaiting / LIMITS.handshakesPerSecond) * 1_000);
  expect([admitted.length, clock.waiting]).toEqual([LIMITS.handshakeBurst + LIMITS.handshakesWaiting, 0]);
});

test('who went away while it waited takes nobody’s turn', async () => {
  const { clock, admitted, arrive } = arriving();
  arrive(LIMITS.handshakeBurst);
  const [gone, next] = arrive(2);
  gone?.destroy();
  await clock.advance(1_000);
  expect(admitted.slice(LIMITS.handshakeBurst)).toEqual([next]);
});

test('hostile: a terminal that dials without end is told to wait, and others are not', () => {
  const clock = new SimulatedClock();
  const redials = new RedialLimit(clock);
  const taken = Array.from({ length: 100 }, () => redials.take('T-1')).filter(Boolean);
  expect([taken.length, redials.take('T-2')]).toEqual([LIMITS.redialBurst, true]);
});
