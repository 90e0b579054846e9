import type { Clock, Timer } from '../../foundation/clock.ts';
import { reasonOf } from '../../foundation/errors.ts';
import { code, type Log } from '../../foundation/log.ts';
import { DELAYS } from './delays.ts';

/** Erases lines of logs whose time is over; every hub process does, and none harms another. @returns ends that */
export function sweepLogs(erase: () => Promise<number>, clock: Clock, log: Log): () => Promise<void> {
  let timer: Timer | undefined;
  let isStopped = false;
  let sweeping = sweep();

  async function sweep(): Promise<void> {
    try {
      await erase();
    } catch (thrown) {
      log.event('error', 'hub.upkeep.failed', { what: code('logs'), reason: code(reasonOf(thrown)) });
    }
    if (isStopped) return;
    timer = clock.setTimeout(() => {
      sweeping = sweep();
    }, DELAYS.logSweep);
  }

  return async () => {
    isStopped = true;
    clock.clearTimeout(timer);
    await sweeping;
  };
}
