import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Clock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type { SoftwareRelease } from '../../contract/rollouts/rollouts.ts';
import type { RolloutActor } from '../../domain/rollouts/rules.ts';
import { UNDER_WAY } from '../../domain/rollouts/states.ts';
import { audit } from '../audit.ts';
import type { HubDatabase } from '../database.ts';
import type { RolloutTables } from '../tables/rollouts.ts';

type Context = { readonly db: HubDatabase; readonly clock: Clock };

const releaseOf = ({ channel, ...row }: Selectable<RolloutTables['softwareRelease']>): SoftwareRelease => ({
  ...row,
  channel: channel as SoftwareRelease['channel'],
});

/** Newest first. */
export async function list(db: HubDatabase, tenants: readonly string[]): Promise<readonly SoftwareRelease[]> {
  const rows = await db
    .selectFrom('softwareRelease')
    .selectAll()
    .where('tenantId', 'in', [...tenants, ''])
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(releaseOf);
}

export function add(
  { db, clock }: Context,
  release: Pick<SoftwareRelease, 'tenantId' | 'version' | 'channel' | 'notes' | 'digest' | 'size'>,
  actor: RolloutActor,
): Promise<SoftwareRelease> {
  return db.transaction().execute(async (tx) => {
    const row = await tx
      .insertInto('softwareRelease')
      .values({ ...release, id: randomUUID(), createdAt: clock.now(), createdBy: actor.name, withdrawnAt: null })
      .onConflict((c) => c.columns(['tenantId', 'version']).doNothing())
      .returningAll()
      .executeTakeFirst();
    // The same version with another package would be two things under one name.
    if (!row) throw new Refusal('version-taken');
    const { tenantId, version, channel, digest, size } = release;
    await audit(tx, clock, actor.name, 'software.added', row.id, {
      tenantId,
      after: { version, channel, digest, size },
    });
    return releaseOf(row);
  });
}

/** No rollout can be started with it any more; those that are over keep what they gave. */
export function withdraw(
  { db, clock }: Context,
  tenants: readonly string[],
  id: string,
  actor: RolloutActor,
  reason: string,
): Promise<SoftwareRelease> {
  return db.transaction().execute(async (tx) => {
    // Locks the row: a rollout that is being started with it waits, or is seen here.
    const row = await tx
      .updateTable('softwareRelease')
      .set((eb) => ({ withdrawnAt: eb.fn.coalesce('withdrawnAt', eb.val(clock.now())) }))
      .where('id', '=', id)
      .where('tenantId', 'in', [...tenants, ''])
      .returningAll()
      .executeTakeFirst();
    if (!row) throw new Refusal('not-found');
    const open = await tx
      .selectFrom('rollout')
      .select('id')
      .where('releaseId', '=', id)
      .where('state', 'in', UNDER_WAY)
      .executeTakeFirst();
    if (open) throw new Refusal('rollout-open');
    await audit(tx, clock, actor.name, 'software.withdrawn', id, {
      tenantId: row.tenantId,
      reason,
      after: { version: row.version },
    });
    return releaseOf(row);
  });
}
