import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type { RolloutAct, RolloutView } from '../../contract/rollouts/rollouts.ts';
import type { NewRollout, RolloutChange, RolloutDeed, RolloutExclusion } from '../../domain/rollouts/rollouts.ts';
import { mustBeRevision, mustBeSecondPerson, type RolloutActor } from '../../domain/rollouts/rules.ts';
import { moved, UNDER_WAY } from '../../domain/rollouts/states.ts';
import { audit } from '../audit.ts';
import { lockReleases } from '../configuration/rows.ts';
import type { HubDatabase } from '../database.ts';
import { jsonList } from '../fleet/json-rows.ts';
import { touch } from '../fleet/touch.ts';
import { goBack } from './effects.ts';
import { takeIn } from './members.ts';
import { columnsOf, lockedRollout, rolloutOf, viewOf } from './rows.ts';
import { mustBeStartable, subjectOf } from './subject.ts';

type Context = { readonly db: HubDatabase; readonly clock: Clock };
type Tenants = readonly string[];

export function create({ db, clock }: Context, rollout: NewRollout, actor: RolloutActor): Promise<RolloutView> {
  return db.transaction().execute(async (tx) => {
    const { tenantId, kind, releaseId, title, plan } = rollout;
    await subjectOf(tx, rollout);
    const row = await tx
      .insertInto('rollout')
      .values({
        ...{ id: randomUUID(), tenantId, kind, releaseId, title },
        plan: JSON.stringify(plan),
        authors: JSON.stringify([actor.id]),
        state: 'draft',
        resumesTo: null,
        ring: 0,
        ringSince: null,
        soakSince: null,
        revision: 1,
        createdAt: clock.now(),
        createdBy: actor.name,
        startedAt: null,
        startedBy: null,
        stoppedAt: null,
        stoppedItself: null,
        stopReason: null,
        stopTerminalId: null,
        explainedAt: null,
        dueAt: 0,
        holder: null,
        leaseUntil: 0,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await audit(tx, clock, actor.name, 'rollout.drafted', row.id, {
      tenantId,
      after: { kind, releaseId, title, plan },
    });
    return viewOf(row);
  });
}

export function change(
  { db, clock }: Context,
  tenants: Tenants,
  id: string,
  { revision, title, plan }: RolloutChange,
  actor: RolloutActor,
): Promise<RolloutView> {
  return db.transaction().execute(async (tx) => {
    const before = viewOf(await lockedRollout(tx, tenants, id));
    if (before.state !== 'draft') throw new Refusal('wrong-state', before.state);
    mustBeRevision(before, revision);
    const authors = [...new Set([...before.authors, actor.id])];
    const row = await tx
      .updateTable('rollout')
      .set({ title, plan: JSON.stringify(plan), authors: JSON.stringify(authors), revision: revision + 1 })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await audit(tx, clock, actor.name, 'rollout.changed', id, {
      tenantId: before.tenantId,
      before: { title: before.title, plan: before.plan },
      after: { title, plan },
    });
    return viewOf(row);
  });
}

/** @returns the rollout, and the hub processes to be rung */
export function act(
  { db, clock }: Context,
  tenants: Tenants,
  id: string,
  deed: RolloutAct,
  { revision, reason }: RolloutDeed,
  actor: RolloutActor,
): Promise<{ readonly rollout: RolloutView; readonly ring: readonly string[] }> {
  return db.transaction().execute(async (tx) => {
    const now = clock.now();
    const row = await lockedRollout(tx, tenants, id);
    const before = rolloutOf(row);
    const next = moved(before, deed === 'stop' ? { kind: deed, reason } : { kind: deed }, now);
    mustBeRevision(row, revision);
    const start = deed === 'start' ? { startedAt: now, startedBy: actor.name } : {};
    if (deed === 'start') {
      mustBeSecondPerson(viewOf(row), actor);
      // Releases of the tenant wait meanwhile: what is startable now still is when this is written.
      await lockReleases(tx, row.tenantId);
      await mustBeStartable(tx, row, now);
      await takeIn(tx, row, next, await subjectOf(tx, row));
    }
    const written = await tx
      .updateTable('rollout')
      .set({ ...columnsOf(next), ...start, revision: revision + 1, dueAt: now })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    const ring = deed === 'roll-back' ? await goBack(tx, clock, row) : [];
    // Its alert is looked at again at once, not with the next sweep.
    if (deed === 'explain' && row.stopTerminalId !== null) await touch(tx, clock, row.stopTerminalId);
    await audit(tx, clock, actor.name, `rollout.${deed}`, id, {
      tenantId: row.tenantId,
      reason,
      before: { state: before.state, ring: before.ring },
      after: { state: next.state, ring: next.ring },
    });
    return { rollout: viewOf(written), ring };
  });
}

export function exclude(
  { db, clock }: Context,
  tenants: Tenants,
  id: string,
  { revision, reason, terminalIds }: RolloutExclusion,
  actor: RolloutActor,
): Promise<RolloutView> {
  return db.transaction().execute(async (tx) => {
    const before = viewOf(await lockedRollout(tx, tenants, id));
    if (before.state !== 'completed' && !UNDER_WAY.includes(before.state))
      throw new Refusal('wrong-state', before.state);
    mustBeRevision(before, revision);
    const offered = await tx
      .selectFrom('rolloutTerminal')
      .select('terminalId')
      .where('rolloutId', '=', id)
      .where('terminalId', 'in', jsonList(tx, terminalIds))
      .where('offeredAt', 'is not', null)
      .executeTakeFirst();
    if (offered) throw new Refusal('already-offered', offered.terminalId);
    await tx
      .updateTable('rolloutTerminal')
      .set({ state: 'excluded', reason: 'excluded' })
      .where('rolloutId', '=', id)
      .where('terminalId', 'in', jsonList(tx, terminalIds))
      .execute();
    const { excluded } = before.plan;
    // In the plan, too: one that is enrolled later may have such a name.
    const all = { ...excluded, terminalIds: [...new Set([...excluded.terminalIds, ...terminalIds])] };
    const row = await tx
      .updateTable('rollout')
      .set({ plan: JSON.stringify({ ...before.plan, excluded: all }), revision: revision + 1 })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await audit(tx, clock, actor.name, 'rollout.exclude', id, {
      tenantId: before.tenantId,
      reason,
      after: { terminalIds },
    });
    return viewOf(row);
  });
}
