import type { Clock, Timer } from '../../foundation/clock.ts';
import { reasonOf } from '../../foundation/errors.ts';
import { code, type Log } from '../../foundation/log.ts';
import { clearEnded } from '../store/access/sessions.ts';
import { eraseOldAudit } from '../store/audit-retention.ts';
import type { HubDatabase } from '../store/database.ts';
import { eraseOldCodes } from '../store/enrolment-store.ts';
import { eraseOldHistory } from '../store/history/history.ts';
import { eraseOldRollouts } from '../store/rollouts/erase.ts';
import { eraseOldTagChanges } from '../store/tags/tag-store.ts';
import { eraseOldClosings } from '../store/treasury/retention.ts';
import { DELAYS } from './delays.ts';

/**
 * Erases what need not be kept any longer of each area, now and every `DELAYS.upkeep`. Every hub
 * process does, and none harms another. @returns ends that
 */
export function keepTidy(options: {
  readonly db: HubDatabase;
  readonly auditKeptMs: number;
  readonly clock: Clock;
  readonly log: Log;
}): () => Promise<void> {
  const { db, auditKeptMs, clock, log } = options;
  const works = {
    access: () => clearEnded(db, clock),
    enrolment: () => eraseOldCodes(db, clock),
    rollouts: () => eraseOldRollouts(db, clock),
    tags: () => eraseOldTagChanges(db, clock),
    treasury: () => eraseOldClosings(db, clock),
    history: () => eraseOldHistory(db, clock),
    async audit() {
      const entries = await eraseOldAudit(db, clock, auditKeptMs);
      if (entries > 0) log.event('info', 'hub.audit.erased', { entries });
    },
  };
  let timer: Timer | undefined;
  let isStopped = false;
  let tidying = tidy();

  async function tidy(): Promise<void> {
    for (const [what, work] of Object.entries(works)) {
      try {
        await work();
      } catch (thrown) {
        log.event('error', 'hub.upkeep.failed', { what: code(what), reason: code(reasonOf(thrown)) });
      }
    }
    if (isStopped) return;
    timer = clock.setTimeout(() => {
      tidying = tidy();
    }, DELAYS.upkeep);
  }

  return async () => {
    isStopped = true;
    clock.clearTimeout(timer);
    await tidying;
  };
}
