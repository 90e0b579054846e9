import type { Clock } from '../../../foundation/clock.ts';
import { FINAL_STATES, NO_ANSWER, NOT_ARRIVED } from '../../domain/commands/command-state.ts';
import { LIMITS } from '../../domain/commands/limits.ts';
import { RETENTION } from '../../domain/retention.ts';
import type { HubDatabase } from '../database.ts';

/** What was not sent in time, did not arrive in time, and what a terminal took and never told of again. Two processes at once do no harm. */
export async function expire(db: HubDatabase, clock: Clock): Promise<number> {
  const now = clock.now();
  const over = { state: 'expired', finishedAt: now } as const;
  const notSent = await db
    .updateTable('command')
    .set({ ...over, outcome: 'not-sent' })
    .where('state', '=', 'queued')
    .where('expiresAt', '<=', now)
    .executeTakeFirstOrThrow();
  const isLongAgo = now - LIMITS.notArrivedAfter;
  const notArrived = await db
    .updateTable('command')
    .set({ ...over, outcome: NOT_ARRIVED })
    .where('state', '=', 'delivered')
    .where('expiresAt', '<=', isLongAgo)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('link')
          .select('link.linkId')
          .whereRef('link.terminalId', '=', 'command.terminalId')
          .where('link.since', '<=', isLongAgo),
      ),
    )
    .executeTakeFirstOrThrow();
  const silent = await db
    .updateTable('command')
    .set({ ...over, outcome: NO_ANSWER })
    .where('state', 'in', ['delivered', 'acknowledged', 'running'])
    .where('expiresAt', '<=', now - LIMITS.noAnswerAfter)
    .executeTakeFirstOrThrow();
  return Number(notSent.numUpdatedRows + notArrived.numUpdatedRows + silent.numUpdatedRows);
}

/** What need not be kept any longer. */
export function erase(db: HubDatabase, clock: Clock): Promise<{ readonly commands: number; readonly files: number }> {
  const now = clock.now();
  const endedBefore = (at: number) =>
    db.selectFrom('command').select('id').where('state', 'in', FINAL_STATES).where('finishedAt', '<', at);
  return db.transaction().execute(async (tx) => {
    const files = await tx
      .deleteFrom('commandFile')
      .where('commandId', 'in', endedBefore(now - RETENTION.commandFiles.keptMs))
      .executeTakeFirstOrThrow();
    const commands = await tx
      .deleteFrom('command')
      .where('id', 'in', endedBefore(now - RETENTION.commands.keptMs))
      .executeTakeFirstOrThrow();
    await tx
      .deleteFrom('commandBatch')
      .where('createdAt', '<', now - RETENTION.commands.keptMs)
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('command').select('command.id').whereRef('command.batchId', '=', 'commandBatch.id'))),
      )
      .execute();
    return { commands: Number(commands.numDeletedRows), files: Number(files.numDeletedRows) };
  });
}
