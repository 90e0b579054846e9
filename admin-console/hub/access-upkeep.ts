import type { Clock, Timer } from '../../foundation/clock.ts';
import { reasonOf } from '../../foundation/errors.ts';
import { code, type Log } from '../../foundation/log.ts';
import { ACCESS_DELAYS } from '../domain/access/delays.ts';
import { clearEnded } from '../store/access/sessions.ts';
import type { HubDatabase } from '../store/database.ts';

/** Clears away what has ended by itself, now and every `ACCESS_DELAYS.clearEvery`. @returns ends that */
export function keepAccessTidy(db: HubDatabase, clock: Clock, log: Log): () => Promise<void> {
  let timer: Timer | undefined;
  let isStopped = false;
  let clearing = clear();

  async function clear(): Promise<void> {
    try {
      await clearEnded(db, clock);
    } catch (thrown) {
      log.event('error', 'hub.access.not-cleared', { reason: code(reasonOf(thrown)) });
    }
    if (isStopped) return;
    timer = clock.setTimeout(() => {
      clearing = clear();
    }, ACCESS_DELAYS.clearEvery);
  }

  return async () => {
    isStopped = true;
    clock.clearTimeout(timer);
    await clearing;
  };
}
