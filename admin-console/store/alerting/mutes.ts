import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Clock } from '../../../foundation/clock.ts';
import type { AlertCause } from '../../contract/alerting/causes.ts';
import type { MuteView } from '../../contract/alerting/views.ts';
import { audit } from '../audit.ts';
import type { HubDatabase } from '../database.ts';
import type { AlertingTables } from '../tables/alerting.ts';

/** Those that have not ended, also those that have not begun. */
export async function standingMutes(
  db: HubDatabase,
  tenants: readonly string[],
  now: number,
): Promise<readonly MuteView[]> {
  if (tenants.length === 0) return [];
  const rows = await mutesOf(db, tenants)
    .where('until', '>', now)
    .where('endedAt', 'is', null)
    .orderBy('from')
    .orderBy('id')
    .execute();
  return rows.map(viewOf);
}

/** Newest first, also those that are over. */
export async function muteLog(
  db: HubDatabase,
  tenants: readonly string[],
  atMost: number,
): Promise<readonly MuteView[]> {
  if (tenants.length === 0) return [];
  const rows = await mutesOf(db, tenants).orderBy('createdAt', 'desc').orderBy('id').limit(atMost).execute();
  return rows.map(viewOf);
}

const mutesOf = (db: HubDatabase, tenants: readonly string[]) =>
  db.selectFrom('alertMute').selectAll().where('tenantId', 'in', tenants);

export function createMute(db: HubDatabase, clock: Clock, mute: Omit<MuteView, 'id' | 'endedAt'>): Promise<MuteView> {
  return db.transaction().execute(async (tx) => {
    const row = { ...mute, id: randomUUID(), endedAt: null };
    await tx
      .insertInto('alertMute')
      .values({ ...row, scope: JSON.stringify(mute.scope), createdAt: clock.now() })
      .execute();
    await wakeMuted(tx, clock, mute.tenantId);
    await audit(tx, clock, mute.createdBy, `alert-${mute.kind}.begun`, row.id);
    return row;
  });
}

/** @returns false if it is over, or another tenant's */
export function endMute(db: HubDatabase, clock: Clock, tenantId: string, id: string, actor: string): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const ended = await tx
      .updateTable('alertMute')
      .set({ endedAt: clock.now() })
      .where('id', '=', id)
      .where('tenantId', '=', tenantId)
      .where('endedAt', 'is', null)
      .where('until', '>', clock.now())
      .executeTakeFirst();
    if (Number(ended.numUpdatedRows) !== 1) return false;
    await wakeMuted(tx, clock, tenantId);
    await audit(tx, clock, actor, 'alert-mute.ended', id);
    return true;
  });
}

/** When muted episodes are told has changed: they are looked at anew. */
async function wakeMuted(tx: HubDatabase, clock: Clock, tenantId: string): Promise<void> {
  await tx
    .updateTable('alertEpisode')
    .set((e) => ({ dueAt: clock.now(), version: e('version', '+', 1) }))
    .where('tenantId', '=', tenantId)
    .where('live', 'is not', null)
    .where('state', 'in', ['muted', 'open'])
    .execute();
}

const viewOf = ({ createdAt: _, ...row }: Selectable<AlertingTables['alertMute']>): MuteView => ({
  ...row,
  // Written by this program only.
  kind: row.kind as MuteView['kind'],
  scope: JSON.parse(row.scope),
  cause: row.cause as AlertCause | null,
});
