import type { Selectable } from 'kysely';
import { Refusal } from '../../../foundation/errors.ts';
import type { RolloutStop, RolloutView } from '../../contract/rollouts/rollouts.ts';
import type { Rollout } from '../../domain/rollouts/states.ts';
import type { HubDatabase } from '../database.ts';
import type { RolloutTables } from '../tables/rollouts.ts';

export type RolloutRow = Selectable<RolloutTables['rollout']>;

const stopOf = (row: RolloutRow): RolloutStop | null =>
  row.stoppedAt === null
    ? null
    : {
        at: row.stoppedAt,
        isByItself: row.stoppedItself === 1,
        reason: row.stopReason ?? '',
        terminalId: row.stopTerminalId,
      };

export const viewOf = (row: RolloutRow): RolloutView => ({
  id: row.id,
  tenantId: row.tenantId,
  kind: row.kind,
  releaseId: row.releaseId,
  title: row.title,
  plan: JSON.parse(row.plan),
  state: row.state,
  ring: row.ring,
  ringSince: row.ringSince,
  revision: row.revision,
  authors: JSON.parse(row.authors),
  createdAt: row.createdAt,
  createdBy: row.createdBy,
  startedAt: row.startedAt,
  startedBy: row.startedBy,
  stop: stopOf(row),
});

export const rolloutOf = (row: RolloutRow): Rollout => ({
  id: row.id,
  plan: JSON.parse(row.plan),
  state: row.state,
  resumesTo: row.resumesTo,
  ring: row.ring,
  ringSince: row.ringSince,
  soakSince: row.soakSince,
  stop: stopOf(row),
  explainedAt: row.explainedAt,
});

/** What an arrow changes of a row. */
export const columnsOf = ({ state, resumesTo, ring, ringSince, soakSince, stop, explainedAt }: Rollout) => ({
  state,
  resumesTo,
  ring,
  ringSince,
  soakSince,
  explainedAt,
  stoppedAt: stop?.at ?? null,
  stoppedItself: stop ? Number(stop.isByItself) : null,
  stopReason: stop?.reason ?? null,
  stopTerminalId: stop?.terminalId ?? null,
});

/** @throws Refusal `not-found` */
export async function rolloutRow(db: HubDatabase, tenants: readonly string[], id: string): Promise<RolloutRow> {
  const row = await db
    .selectFrom('rollout')
    .selectAll()
    .where('id', '=', id)
    .where('tenantId', 'in', [...tenants, ''])
    .executeTakeFirst();
  if (!row) throw new Refusal('not-found');
  return row;
}

/** Makes other acts on this rollout, and its next step, wait. @throws Refusal `not-found` */
export async function lockedRollout(tx: HubDatabase, tenants: readonly string[], id: string): Promise<RolloutRow> {
  const row = await tx
    .updateTable('rollout')
    .set((eb) => ({ revision: eb.ref('revision') }))
    .where('id', '=', id)
    .where('tenantId', 'in', [...tenants, ''])
    .returningAll()
    .executeTakeFirst();
  if (!row) throw new Refusal('not-found');
  return row;
}
