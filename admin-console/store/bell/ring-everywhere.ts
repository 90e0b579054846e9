import type { Clock } from '../../../foundation/clock.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';
import type { HubStore } from '../open-store.ts';
import { livingProcesses } from '../processes.ts';
import type { BellSubject } from './bell.ts';

/** Rings every hub process. One that is not reached finds the rows at its next sweep. */
export function ringEverywhere({ db, bell }: HubStore, subject: BellSubject, clock: Clock, log: Log): void {
  livingProcesses(db, clock)
    .then((processes) => {
      for (const id of processes) bell.ring(id, subject);
    })
    .catch((thrown) => log.event('warn', 'hub.bell.not-rung', { reason: code(reasonOf(thrown)) }));
}
