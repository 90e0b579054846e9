import type { CommandPart, CommandReport } from '../../../fleet-link/commands.ts';
import type { Clock } from '../../../foundation/clock.ts';
import type { HubDatabase } from '../database.ts';
import { mayBecome } from './moves.ts';

/** Kinds that bring a file. */
const WITH_FILE = ['collect-logs', 'screenshot'] as const;

/** @returns false if it changes nothing */
export async function reported(
  db: HubDatabase,
  clock: Clock,
  terminalId: string,
  { id, state, reason, result, agoMs }: CommandReport,
): Promise<boolean> {
  const at = clock.now() - agoMs;
  const end = { finishedAt: at, outcome: reason, result: result === null ? null : JSON.stringify(result) };
  const { numUpdatedRows } = await db
    .updateTable('command')
    .set(state === 'running' ? { state, startedAt: at, finishedAt: null, outcome: null } : { state, ...end })
    .where('id', '=', id)
    .where('terminalId', '=', terminalId)
    .where(mayBecome(state))
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows) > 0;
}

/** @returns false if it is not taken */
export function filePart(db: HubDatabase, terminalId: string, { id, part, data }: CommandPart): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const command = await tx
      .selectFrom('command')
      .select('id')
      .where('id', '=', id)
      .where('terminalId', '=', terminalId)
      .where('kind', 'in', WITH_FILE)
      .where(mayBecome('succeeded'))
      .executeTakeFirst();
    if (!command) return false;
    await tx
      .insertInto('commandFile')
      .values({ commandId: id, part, data })
      .onConflict((conflict) => conflict.columns(['commandId', 'part']).doUpdateSet({ data }))
      .execute();
    return true;
  });
}
