import type { HelpRequest, HelpStage } from '../../fleet-link/contract.ts';
import type { Clock } from '../../foundation/clock.ts';
import type { HelpCall } from '../contract/terminal-view.ts';
import { audit } from './audit.ts';
import type { HubDatabase } from './database.ts';
import { tenantOfTerminal } from './tenants.ts';

/** Writes down what a terminal says of its call for help. @returns how far that call has come here */
export async function recordHelp(
  db: HubDatabase,
  clock: Clock,
  terminalId: string,
  request: HelpRequest | null,
): Promise<HelpStage | null> {
  return db.transaction().execute(async (tx) => {
    let gone = tx.deleteFrom('help').where('terminalId', '=', terminalId);
    if (request) gone = gone.where('id', '!=', request.id);
    await gone.execute();
    if (!request) return null;
    await tx
      .insertInto('help')
      .values({ terminalId, id: request.id, since: clock.now() - request.waitedMs, takenAt: null })
      .onConflict((c) => c.column('terminalId').doNothing())
      .execute();
    const { takenAt } = await tx
      .selectFrom('help')
      .select('takenAt')
      .where('terminalId', '=', terminalId)
      .executeTakeFirstOrThrow();
    return takenAt === null ? 'received' : 'taken';
  });
}

/** Somebody looks after it; written into the audit. @returns false if it no longer stands, or somebody does already */
export async function takeHelp(
  db: HubDatabase,
  clock: Clock,
  terminalId: string,
  id: string,
  actor: string,
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const changed = await tx
      .updateTable('help')
      .set({ takenAt: clock.now() })
      .where('terminalId', '=', terminalId)
      .where('id', '=', id)
      .where('takenAt', 'is', null)
      .executeTakeFirst();
    if (Number(changed.numUpdatedRows) === 0) return false;
    await audit(tx, clock, actor, 'help.taken', terminalId, { tenantId: await tenantOfTerminal(tx, terminalId) });
    return true;
  });
}

/** By terminal. */
export async function standingHelp(db: HubDatabase): Promise<ReadonlyMap<string, HelpCall>> {
  const rows = await db.selectFrom('help').selectAll().execute();
  return new Map(
    rows.map(({ terminalId, id, since, takenAt }) => [
      terminalId,
      { id, since: Number(since), takenAt: takenAt === null ? null : Number(takenAt) },
    ]),
  );
}
