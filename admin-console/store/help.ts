import type { HelpRequest, HelpStage } from '../../fleet-link/contract.ts';
import type { Clock } from '../../foundation/clock.ts';
import { audit } from './audit.ts';
import type { HubDatabase } from './database.ts';
import { leaveOrder } from './fleet/link-orders.ts';
import { touch } from './fleet/touch.ts';
import { tenantOfTerminal } from './tenants.ts';

/**
 * Writes down what a terminal says of its call for help.
 * @returns `stage`: how far that call has come here; `isNew`: something is another than before
 */
export async function recordHelp(
  db: HubDatabase,
  clock: Clock,
  terminalId: string,
  request: HelpRequest | null,
): Promise<{ readonly stage: HelpStage | null; readonly isNew: boolean }> {
  const known = await db.selectFrom('help').selectAll().where('terminalId', '=', terminalId).executeTakeFirst();
  if (known?.id === request?.id) return { stage: stageOf(known), isNew: false };
  return db.transaction().execute(async (tx) => {
    await tx.deleteFrom('help').where('terminalId', '=', terminalId).execute();
    await touch(tx, clock, terminalId);
    if (!request) return { stage: null, isNew: true };
    const row = { terminalId, id: request.id, since: clock.now() - request.waitedMs, takenAt: null };
    await tx
      .insertInto('help')
      .values(row)
      .onConflict((c) => c.column('terminalId').doUpdateSet(row))
      .execute();
    return { stage: 'received', isNew: true };
  });
}

const stageOf = (row: { readonly takenAt: number | null } | undefined): HelpStage | null =>
  row ? (row.takenAt === null ? 'received' : 'taken') : null;

/**
 * Somebody looks after it; written into the audit.
 * @returns `isTaken` false if it no longer stands, or somebody does already; `tell`: the process that tells the terminal
 */
export async function takeHelp(
  db: HubDatabase,
  clock: Clock,
  terminalId: string,
  id: string,
  actor: string,
): Promise<{ readonly isTaken: boolean; readonly tell: string | null }> {
  return db.transaction().execute(async (tx) => {
    const changed = await tx
      .updateTable('help')
      .set({ takenAt: clock.now() })
      .where('terminalId', '=', terminalId)
      .where('id', '=', id)
      .where('takenAt', 'is', null)
      .executeTakeFirst();
    if (Number(changed.numUpdatedRows) === 0) return { isTaken: false, tell: null };
    await touch(tx, clock, terminalId);
    const tell = await leaveOrder(tx, terminalId, 'help-taken', id);
    await audit(tx, clock, actor, 'help.taken', terminalId, { tenantId: await tenantOfTerminal(tx, terminalId) });
    return { isTaken: true, tell };
  });
}
