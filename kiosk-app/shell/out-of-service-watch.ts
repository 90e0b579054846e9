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

/** A terminal that cannot start, or whose sessions cannot: nobody is left standing before "one moment". */
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
      // One that fails again and again must not begin the time anew each time.
      if (isSomething !== isEmpty) return;
      isEmpty = !isSomething;
      clock.clearTimeout(timer);
      if (isEmpty) wait();
      else if (words !== 'moment') say('moment');
    },
    stop: () => clock.clearTimeout(timer),
  };
}
