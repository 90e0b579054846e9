import { expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { ShownSession } from './shown-session.ts';
import { StatusBoard } from './status-board.ts';

test('a card that was forgotten on the reader is told to the hub, until it is gone', () => {
  const shown = new ShownSession();
  shown.begin('0123456789abcdef');
  const board = new StatusBoard({
    shown,
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
  shown.cardLeft('0123456789abcdef', true);
  shown.cardLeft('0123456789abcdef', true);
  expect([board.report().cardLeft, changes]).toEqual([true, 1]);
  shown.cardLeft('0123456789abcdef', false);
  expect(board.report().cardLeft).toBe(false);
});
