import type { Clock, Timer } from '../../foundation/clock.ts';
import { reasonOf } from '../../foundation/errors.ts';
import { code, type Log } from '../../foundation/log.ts';
import { DELAYS } from '../domain/rollouts/delays.ts';
import type { HubDatabase } from '../store/database.ts';
import { claimDue, step } from '../store/rollouts/step.ts';

/**
 * Drives the rollouts that are due and that no other hub process drives. When this one dies, another goes on from what
 * was written, `DELAYS.lease` later.
 * @param ring tells a hub process that it has something to tell terminals
 * @returns ends it; resolves when the step that has begun is done
 */
export function driveRollouts(options: {
  readonly db: HubDatabase;
  readonly processId: string;
  readonly ring: (processId: string) => void;
  readonly clock: Clock;
  readonly log: Log;
}): () => Promise<void> {
  const { db, processId, ring, clock, log } = options;
  let timer: Timer;
  let isStopped = false;
  let sweeping: Promise<void> = Promise.resolve();

  async function sweep(): Promise<void> {
    try {
      for (const id of await claimDue(db, clock, processId)) {
        if (isStopped) return;
        await drive(id);
      }
    } catch (thrown) {
      log.event('error', 'hub.rollouts.failed', { reason: code(reasonOf(thrown)) });
    }
    if (!isStopped) later();
  }

  /** The fault of one rollout does not hold up the others. */
  async function drive(id: string): Promise<void> {
    try {
      let hasMoved = true;
      // What follows from an arrow may be done at once: the next ring is offered it.
      while (hasMoved && !isStopped) {
        const stepped = await step(db, clock, id);
        for (const to of stepped.ring) ring(to);
        hasMoved = stepped.hasMoved;
        if (hasMoved) log.event('info', 'hub.rollout.moved', { rollout: code(id) });
      }
    } catch (thrown) {
      log.event('error', 'hub.rollout.failed', { rollout: code(id), reason: code(reasonOf(thrown)) });
    }
  }

  function later(): void {
    timer = clock.setTimeout(() => {
      sweeping = sweep();
    }, DELAYS.sweep);
  }
  later();

  return async () => {
    isStopped = true;
    clock.clearTimeout(timer);
    await sweeping;
  };
}
