import type { Clock, Timer } from '../../foundation/clock.ts';
import { reasonOf } from '../../foundation/errors.ts';
import { code, type Log } from '../../foundation/log.ts';
import { DELAYS } from './delays.ts';

/** What a window says while it shows no session. */
export type IdleWords = 'moment' | 'out-of-service';

export interface EmptinessWatch {
  shows(isSomething: boolean): void;
  stop(): void;
}

/**
 * Shows "out of service" when no session was shown for a while, because the terminal or its sessions cannot start:
 * nobody is left waiting before "one moment".
 */
export function watchEmptiness(idle: (words: IdleWords) => Promise<void>, clock: Clock, log: Log): EmptinessWatch {
  let timer: Timer;
  let words: IdleWords = 'moment';
  let isEmpty = true;
  const say = (next: IdleWords) => {
    words = next;
    idle(next).catch((thrown: unknown) => {
      log.event('warn', 'shell.idle-not-said', { reason: code(reasonOf(thrown)) });
    });
  };
  const wait = () => {
    timer = clock.setTimeout(() => {
      log.event('error', 'shell.out-of-service', {});
      say('out-of-service');
    }, DELAYS.outOfServiceAfter);
  };
  wait();
  return {
    shows(isSomething) {
      // A session that appears and fails again and again must not restart the time.
      if (isSomething !== isEmpty) return;
      isEmpty = !isSomething;
      clock.clearTimeout(timer);
      if (isEmpty) wait();
      else if (words !== 'moment') say('moment');
    },
    stop: () => clock.clearTimeout(timer),
  };
}
