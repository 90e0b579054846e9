import type { Clock, Timer } from '../../foundation/clock.ts';
import { reasonOf } from '../../foundation/errors.ts';
import { Listeners } from '../../foundation/listeners.ts';
import { code, type Log } from '../../foundation/log.ts';
import type { HubDatabase } from './database.ts';
import { DELAYS } from './delays.ts';
import { noteUnreachable } from './history/note-changes.ts';

/** This hub process among those on the same database. */
export interface HubProcess {
  readonly id: string;
  /** Told when others took this process for dead and ended its links; it lives on as if newly started. @returns ends that */
  onTakenForDead(listener: () => void): () => void;
  /** Says that it has ended: its links are free at once. */
  stop(): Promise<void>;
}

/** Writes down that this process lives, now and every `DELAYS.processBeat`, and clears away those that are dead. */
export async function startProcess(db: HubDatabase, id: string, clock: Clock, log: Log): Promise<HubProcess> {
  const takenForDead = new Listeners();
  let timer: Timer | undefined;
  let beating: Promise<void> = Promise.resolve();
  let isStopped = false;
  await signOn();
  // Links that a process of this name left behind when it was killed.
  await endLinks(db, clock, [id]);
  await clearDeadProcesses(db, clock);

  async function signOn(): Promise<void> {
    const now = clock.now();
    await db
      .insertInto('hubProcess')
      .values({ id, startedAt: now, seenAt: now })
      .onConflict((c) => c.column('id').doUpdateSet({ startedAt: now, seenAt: now }))
      .execute();
  }
  async function beat(): Promise<void> {
    try {
      const known = await db
        .updateTable('hubProcess')
        .set({ seenAt: clock.now() })
        .where('id', '=', id)
        .executeTakeFirst();
      if (Number(known.numUpdatedRows) === 0) {
        log.event('error', 'hub.process.taken-for-dead');
        await signOn();
        takenForDead.tell();
      }
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
    onTakenForDead: (listener) => takenForDead.add(listener),
    async stop() {
      isStopped = true;
      clock.clearTimeout(timer);
      await beating;
      await endLinks(db, clock, [id]);
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
  const before = clock.now() - DELAYS.processDeadAfter;
  const dead = await db.selectFrom('hubProcess').select('id').where('seenAt', '<=', before).execute();
  if (dead.length === 0) return;
  const gone = await db
    .deleteFrom('hubProcess')
    .where(
      'id',
      'in',
      dead.map(({ id }) => id),
    )
    // One that has come back meanwhile keeps its links.
    .where('seenAt', '<=', before)
    .returning('id')
    .execute();
  if (gone.length > 0)
    await endLinks(
      db,
      clock,
      gone.map(({ id }) => id),
    );
}

/** Their terminals are not linked any more, until they come again. */
async function endLinks(db: HubDatabase, clock: Clock, processIds: readonly string[]): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const links = tx.selectFrom('link').select('terminalId').where('processId', 'in', processIds);
    await tx
      .updateTable('terminal')
      .set({ seenAt: clock.now(), changedAt: clock.now() })
      .where('id', 'in', links)
      .execute();
    const ended = await tx.deleteFrom('link').where('processId', 'in', processIds).returning('terminalId').execute();
    await noteUnreachable(
      tx,
      clock,
      ended.map(({ terminalId }) => terminalId),
    );
    await tx.deleteFrom('linkOrder').where('processId', 'in', processIds).execute();
  });
}
