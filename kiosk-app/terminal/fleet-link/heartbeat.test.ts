import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import type WebSocket from 'ws';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { beatHeart } from './heartbeat.ts';

function beating() {
  const clock = new SimulatedClock();
  let pings = 0;
  let isEnded = false;
  const socket = Object.assign(new EventEmitter(), {
    ping: () => void pings++,
    terminate() {
      isEnded = true;
      socket.emit('close');
    },
  });
  beatHeart(socket as unknown as WebSocket, { every: 30_000, answersEvery: 2, within: 10_000, clock });
  return { clock, socket, told: () => ({ pings, isEnded }) };
}

test('a hub that answers every second ping is pinged on', async () => {
  const { clock, socket, told } = beating();
  for (let answers = 0; answers < 3; answers++) {
    await clock.advance(60_000);
    socket.emit('pong');
  }
  expect(told()).toEqual({ pings: 6, isEnded: false });
});

test('a hub that does not answer is lost, and nothing is left waiting', async () => {
  const { clock, told } = beating();
  await clock.advance(69_999);
  expect(told()).toEqual({ pings: 2, isEnded: false });
  await clock.advance(1);
  expect([told(), clock.waiting]).toEqual([{ pings: 2, isEnded: true }, 0]);
});
