import type { CommandBatchView, CommandView } from '../../contract/commands/commands.ts';
import { noCounts } from '../../domain/commands/command-state.ts';
import type { CommandFile, CommandFilter } from '../../domain/commands/command-store.ts';
import type { HubDatabase } from '../database.ts';
import { viewOf } from './command-rows.ts';

export async function get(db: HubDatabase, tenants: readonly string[], id: string): Promise<CommandView | undefined> {
  const row = await db
    .selectFrom('command')
    .selectAll()
    .where('id', '=', id)
    .where('tenantId', 'in', tenants)
    .executeTakeFirst();
  return row && viewOf(row);
}

export async function list(
  db: HubDatabase,
  tenants: readonly string[],
  { terminalId, batchId, state, before, most }: CommandFilter,
): Promise<readonly CommandView[]> {
  let query = db.selectFrom('command').selectAll().where('tenantId', 'in', tenants);
  if (terminalId !== undefined) query = query.where('terminalId', '=', terminalId);
  if (batchId !== undefined) query = query.where('batchId', '=', batchId);
  if (state !== undefined) query = query.where('state', '=', state);
  if (before) {
    const { createdAt, id } = before;
    query = query.where((where) =>
      where.or([
        where('createdAt', '<', createdAt),
        where.and([where('createdAt', '=', createdAt), where('id', '<', id)]),
      ]),
    );
  }
  const rows = await query.orderBy('createdAt', 'desc').orderBy('id', 'desc').limit(most).execute();
  return rows.map(viewOf);
}

export async function file(db: HubDatabase, tenants: readonly string[], id: string): Promise<CommandFile | undefined> {
  const command = await get(db, tenants, id);
  if (command?.result?.kind !== 'file') return undefined;
  const { type, parts, bytes } = command.result;
  const rows = await db
    .selectFrom('commandFile')
    .select('data')
    .where('commandId', '=', id)
    .where('part', '<', parts)
    .orderBy('part')
    .execute();
  const data = Buffer.concat(rows.map((row) => Buffer.from(row.data, 'base64')));
  return rows.length === parts && data.length === bytes ? { type, data } : undefined;
}

export async function batches(
  db: HubDatabase,
  tenants: readonly string[],
  { id, most }: { readonly id?: string; readonly most: number },
): Promise<readonly CommandBatchView[]> {
  let query = db.selectFrom('commandBatch').selectAll().where('tenantId', 'in', tenants);
  if (id !== undefined) query = query.where('id', '=', id);
  const found = await query.orderBy('createdAt', 'desc').orderBy('id').limit(most).execute();
  if (found.length === 0) return [];
  const counted = await db
    .selectFrom('command')
    .select(({ fn }) => ['batchId', 'state', fn.countAll<number>().as('count')])
    .where(
      'batchId',
      'in',
      found.map((batch) => batch.id),
    )
    .groupBy(['batchId', 'state'])
    .execute();
  return found.map((batch) => ({
    ...batch,
    counts: {
      ...noCounts(),
      ...Object.fromEntries(
        counted.filter(({ batchId }) => batchId === batch.id).map(({ state, count }) => [state, count]),
      ),
    },
  }));
}
