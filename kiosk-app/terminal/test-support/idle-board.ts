import { systemClock } from '../../../foundation/clock.ts';
import { ShownSession } from '../fleet-link/shown-session.ts';
import { StatusBoard, type StatusBoardOptions } from '../fleet-link/status-board.ts';

/** Of a terminal that shows a session and has nothing to tell, but for what is given. */
export function idleBoard(given: Partial<StatusBoardOptions> = {}) {
  const shown = new ShownSession();
  shown.begin('0123456789abcdef');
  const board = new StatusBoard({
    shown,
    version: '0.1.0',
    startedAt: 0,
    timeZone: 'Europe/Berlin',
    clock: systemClock,
    devices: () => [],
    portals: () => ({}),
    services: [],
    outbox: () => ({ waiting: 0, unclear: 0 }),
    counts: () => ({}),
    alerts: () => [],
    journal: () => null,
    ...given,
  });
  return { board, shown };
}
