import type { Clock, Timer } from '../../foundation/clock.ts';
import { reasonOf } from '../../foundation/errors.ts';
import { code, type Log } from '../../foundation/log.ts';
import type { HubDatabase } from './database.ts';
import { DELAYS } from './delays.ts';

/** This hub process among those on the same database. */
export interface HubProcess {
  readonly id: string;
  /** Says that it has ended: its links are free at once. */
  stop(): Promise<void>;
}

/** Writes down that this process lives, now and every `DELAYS.processBeat`, and clears away those that are dead. */
export async function startProcess(db: HubDatabase, id: string, clock: Clock, log: Log): Promise<HubProcess> {
  let timer: Timer | undefined;
  let beating: Promise<void> = Promise.resolve();
  let isStopped = false;
  const now = clock.now();
  await db
    .insertInto('hubProcess')
    .values({ id, startedAt: now, seenAt: now })
    .onConflict((c) => c.column('id').doUpdateSet({ startedAt: now, seenAt: now }))
    .execute();
  // Links that a process of this name left behind when it was killed.
  await db.deleteFrom('link').where('processId', '=', id).execute();
  await clearDeadProcesses(db, clock);

  async function beat(): Promise<void> {
    try {
      await db.updateTable('hubProcess').set({ seenAt: clock.now() }).where('id', '=', id).execute();
      await clearDeadProcesses(db, clock);
    } catch (thrown) {
      log.event('error', 'hub.process.beat-failed', { reason: code(reasonOf(thrown)) });
    }
    if (!isStopped) later();
  }
  function later(): void {
    timer = clock.setTimeout(() => {
      beating = beat();
    }, DELAYS.processBeat);
  }
  later();

  return {
    id,
    async stop() {
      isStopped = true;
      clock.clearTimeout(timer);
      await beating;
      await db.deleteFrom('link').where('processId', '=', id).execute();
      await db.deleteFrom('hubProcess').where('id', '=', id).execute();
    },
  };
}

/** Processes that live on this database. */
export async function livingProcesses(db: HubDatabase, clock: Clock): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('hubProcess')
    .select('id')
    .where('seenAt', '>', clock.now() - DELAYS.processDeadAfter)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

async function clearDeadProcesses(db: HubDatabase, clock: Clock): Promise<void> {
  const dead = db
    .selectFrom('hubProcess')
    .select('id')
    .where('seenAt', '<=', clock.now() - DELAYS.processDeadAfter);
  await db.deleteFrom('link').where('processId', 'in', dead).execute();
  await db
    .deleteFrom('hubProcess')
    .where('seenAt', '<=', clock.now() - DELAYS.processDeadAfter)
    .execute();
}
