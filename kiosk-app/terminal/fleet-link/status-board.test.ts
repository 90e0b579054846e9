import { expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { StatusBoard } from './status-board.ts';

test('a card that was forgotten on the reader is told to the hub, until it is gone', () => {
  const board = new StatusBoard({
    version: '1',
    startedAt: 0,
    timeZone: 'Europe/Berlin',
    clock: new SimulatedClock(),
    devices: () => [],
    services: [],
    portals: () => ({}),
    outbox: () => ({ waiting: 0, unclear: 0 }),
    counts: () => ({}),
    alerts: () => [],
    journal: () => null,
  });
  let changes = 0;
  board.onChange(() => changes++);
  expect(board.report().cardLeft).toBe(false);
  board.cardLeft(true);
  board.cardLeft(true);
  expect([board.report().cardLeft, changes]).toEqual([true, 1]);
  board.cardLeft(false);
  expect(board.report().cardLeft).toBe(false);
});
