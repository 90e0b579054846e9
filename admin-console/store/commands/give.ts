import type { Clock } from '../../../foundation/clock.ts';
import type { CommandBatchView } from '../../contract/commands/commands.ts';
import type { NewCommand } from '../../domain/commands/command-store.ts';
import { audit } from '../audit.ts';
import type { HubDatabase } from '../database.ts';
import { rowOf } from './command-rows.ts';

/** Rows in one statement: SQLite takes 32,766 values (sqlite.org, "Limits"), a row has 20. */
const ROWS_AT_ONCE = 500;

/** @returns false if there is one with this id already; then nothing is written */
export function enqueue(db: HubDatabase, clock: Clock, command: NewCommand): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const count = await insert(tx, [command]);
    if (count === 1) {
      const { actor, order, terminalId, tenantId, reason, id, urgent } = command;
      const after = { id, order, urgent };
      await audit(tx, clock, actor, `command.given.${order.kind}`, terminalId, { tenantId, reason, after });
    }
    return count === 1;
  });
}

/** @returns false if there is a batch with this id already; then nothing is written */
export function enqueueBatch(
  db: HubDatabase,
  clock: Clock,
  batch: Omit<CommandBatchView, 'counts' | 'stoppedAt'>,
  commands: readonly NewCommand[],
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('commandBatch')
      .values({ ...batch, stoppedAt: null })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (Number(numInsertedOrUpdatedRows) === 0) return false;
    await insert(tx, commands);
    // One act of one person; which terminals it reached stands in the commands.
    const { id, actor, kind, tenantId, reason } = batch;
    const after = { order: commands[0]?.order, terminals: commands.length };
    await audit(tx, clock, actor, `commands.given.${kind}`, id, { tenantId, reason, after });
    return true;
  });
}

/** @returns how many are new */
async function insert(tx: HubDatabase, commands: readonly NewCommand[]): Promise<number> {
  let count = 0;
  for (let from = 0; from < commands.length; from += ROWS_AT_ONCE) {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('command')
      .values(commands.slice(from, from + ROWS_AT_ONCE).map(rowOf))
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    count += Number(numInsertedOrUpdatedRows);
  }
  return count;
}

/** @returns false if it was sent already, or there is none */
export function cancel(
  db: HubDatabase,
  clock: Clock,
  tenants: readonly string[],
  id: string,
  actor: string,
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const row = await tx
      .updateTable('command')
      .set({ state: 'cancelled', finishedAt: clock.now() })
      .where('id', '=', id)
      .where('tenantId', 'in', tenants)
      .where('state', '=', 'queued')
      .returning('tenantId')
      .executeTakeFirst();
    if (!row) return false;
    await audit(tx, clock, actor, 'command.cancelled', id, { tenantId: row.tenantId });
    return true;
  });
}

/** @returns how many were taken back; `undefined` for a batch that is not there */
export function stopBatch(
  db: HubDatabase,
  clock: Clock,
  tenants: readonly string[],
  id: string,
  actor: string,
): Promise<number | undefined> {
  return db.transaction().execute(async (tx) => {
    const batch = await tx
      .selectFrom('commandBatch')
      .select(['stoppedAt', 'tenantId'])
      .where('id', '=', id)
      .where('tenantId', 'in', tenants)
      .executeTakeFirst();
    if (!batch) return undefined;
    const { numUpdatedRows } = await tx
      .updateTable('command')
      .set({ state: 'cancelled', finishedAt: clock.now() })
      .where('batchId', '=', id)
      .where('state', '=', 'queued')
      .executeTakeFirstOrThrow();
    if (batch.stoppedAt === null) {
      await tx.updateTable('commandBatch').set({ stoppedAt: clock.now() }).where('id', '=', id).execute();
      await audit(tx, clock, actor, 'commands.stopped', id, { tenantId: batch.tenantId });
    }
    return Number(numUpdatedRows);
  });
}
