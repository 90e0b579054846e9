import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type { ConfigurationRelease } from '../../contract/configuration/configuration.ts';
import {
  type ConfigurationActor,
  mayRelease,
  mayRollBackAlone,
  mayWithdraw,
} from '../../domain/configuration/rules.ts';
import { audit } from '../audit.ts';
import type { HubDatabase } from '../database.ts';
import { layerName, write } from './drafts.ts';
import { mustHaveReachedAll, mustNotBeRolledOut } from './rollout-gate.ts';
import { draftById, lockReleases, newestRelease, releaseById, type WithFiles } from './rows.ts';

type Context = { readonly db: HubDatabase; readonly clock: Clock };
type Tenants = readonly string[];

export interface ReleaseHow {
  readonly revision: number;
  readonly activeFrom: number | null;
  readonly isForAll: boolean;
}

/** Checked before; what was checked is what is released, because the revision has to be the same. */
export function release(
  { db, clock }: Context,
  tenants: Tenants,
  id: string,
  how: ReleaseHow,
  actor: ConfigurationActor,
): Promise<ConfigurationRelease> {
  return db.transaction().execute(async (tx) => {
    const seen = await draftById(tx, tenants, id);
    await lockReleases(tx, seen.tenantId);
    const draft = await draftById(tx, tenants, id);
    const newest = await newestRelease(tx, draft);
    const activeFrom = Math.max(how.activeFrom ?? 0, clock.now());
    await mustHaveReachedAll(tx, newest);
    mayRelease({ draft, revision: how.revision, actor, newest, activeFrom });
    await write(tx, clock, draft, actor, { state: 'released' });
    return insert(tx, clock, actor, { ...draft, activeFrom, isForAll: how.isForAll, emergency: null, draftId: id });
  });
}

export function rollBackAlone(
  { db, clock }: Context,
  tenants: Tenants,
  id: string,
  actor: ConfigurationActor,
  reason: string,
): Promise<ConfigurationRelease> {
  return db.transaction().execute(async (tx) => {
    const former = await releaseById(tx, tenants, id);
    await lockReleases(tx, former.tenantId);
    const newest = await newestRelease(tx, former);
    mayRollBackAlone(former, newest, actor, reason);
    // Over a scheduled one too: an emergency does not wait for its hour, and that one is withdrawn.
    await tx
      .updateTable('configurationRelease')
      .set({ withdrawnAt: clock.now() })
      .where('scope', '=', former.scope)
      .where('scopeId', '=', former.scopeId)
      .where('activeFrom', '>', clock.now())
      .where('withdrawnAt', 'is', null)
      .execute();
    return insert(tx, clock, actor, {
      ...former,
      activeFrom: clock.now(),
      isForAll: true,
      rollsBackTo: former.id,
      emergency: reason,
      draftId: null,
    });
  });
}

export function withdraw(
  { db, clock }: Context,
  tenants: Tenants,
  id: string,
  actor: ConfigurationActor,
  reason: string,
): Promise<ConfigurationRelease> {
  return db.transaction().execute(async (tx) => {
    const { tenantId } = await releaseById(tx, tenants, id);
    await lockReleases(tx, tenantId);
    const { files: _, ...found } = await releaseById(tx, tenants, id);
    const withdrawnAt = clock.now();
    mayWithdraw(found, withdrawnAt);
    await mustNotBeRolledOut(tx, id);
    const written = await tx
      .updateTable('configurationRelease')
      .set({ withdrawnAt })
      .where('id', '=', id)
      .where('withdrawnAt', 'is', null)
      .executeTakeFirst();
    if (Number(written.numUpdatedRows) !== 1) throw new Refusal('changed-meanwhile');
    await audit(tx, clock, actor.name, 'configuration.withdrawn', id, {
      tenantId,
      reason,
      after: { layer: layerName(found), number: found.number },
    });
    return { ...found, withdrawnAt };
  });
}

async function insert(
  tx: HubDatabase,
  clock: Clock,
  actor: ConfigurationActor,
  from: Pick<
    WithFiles<ConfigurationRelease>,
    | 'tenantId'
    | 'scope'
    | 'scopeId'
    | 'title'
    | 'files'
    | 'activeFrom'
    | 'isForAll'
    | 'rollsBackTo'
    | 'emergency'
    | 'draftId'
  >,
): Promise<ConfigurationRelease> {
  const { tenantId, scope, scopeId, title, files, activeFrom, isForAll, rollsBackTo, emergency, draftId } = from;
  const last = await tx
    .selectFrom('configurationRelease')
    .select(['id', 'number'])
    .where('scope', '=', scope)
    .where('scopeId', '=', scopeId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  const made: ConfigurationRelease = {
    id: randomUUID(),
    tenantId,
    scope,
    scopeId,
    number: (last?.number ?? 0) + 1,
    title,
    releasedAt: clock.now(),
    releasedBy: actor.name,
    activeFrom,
    rollsBackTo,
    emergency,
    isForAll,
    withdrawnAt: null,
    draftId,
  };
  await tx
    .insertInto('configurationRelease')
    .values({ ...made, isForAll: isForAll ? 1 : 0, files: JSON.stringify(files) })
    .execute();
  const act = emergency === null ? 'configuration.released' : 'configuration.rolled-back-alone';
  await audit(tx, clock, actor.name, act, made.id, {
    tenantId,
    reason: emergency,
    before: last ? { id: last.id, number: last.number } : null,
    after: { layer: layerName(made), number: made.number, title, activeFrom, isForAll, rollsBackTo },
  });
  return made;
}
