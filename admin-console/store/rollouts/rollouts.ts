import type { Clock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type { RolloutCounts, RolloutMemberState, RolloutTerminal } from '../../contract/rollouts/rollouts.ts';
import { membershipOf } from '../../domain/rollouts/membership.ts';
import type { Rollouts } from '../../domain/rollouts/rollouts.ts';
import { mustBeSecondPerson, type RolloutActor } from '../../domain/rollouts/rules.ts';
import { actsOf } from '../../domain/rollouts/states.ts';
import type { HubDatabase } from '../database.ts';
import * as acts from './acts.ts';
import { placeOf } from './members.ts';
import { type RolloutRow, rolloutOf, rolloutRow, viewOf } from './rows.ts';
import * as software from './software-releases.ts';
import { mustBeStartable, subjectOf } from './subject.ts';

const NOBODY: RolloutCounts = {
  ...{ pending: 0, offline: 0, offered: 0, switched: 0 },
  ...{ healthy: 0, failed: 0, 'went-back': 0, excluded: 0 },
};

/** @param onActed told which hub processes have something to tell terminals now */
export function createRollouts(db: HubDatabase, clock: Clock, onActed: (ring: readonly string[]) => void): Rollouts {
  const context = { db, clock };
  return {
    async list(tenants, most) {
      const rows = await db
        .selectFrom('rollout')
        .selectAll()
        .where('tenantId', 'in', [...tenants, ''])
        .orderBy('createdAt', 'desc')
        .orderBy('id')
        .limit(most)
        .execute();
      return rows.map(viewOf);
    },
    async progress(tenants, id, actor) {
      const row = await rolloutRow(db, tenants, id);
      const view = viewOf(row);
      const isDraft = row.state === 'draft';
      const counted = isDraft ? countsOf(await foreseen(db, row)) : await counts(db, id);
      const rings = view.plan.rings.map((_, n) => ({ ...NOBODY, ...counted.get(n) }));
      const inNoRing = Object.values(counted.get(-1) ?? {}).reduce((sum, count) => sum + count, 0);
      const obstacle = isDraft ? await obstacleTo(db, row, actor, clock.now()) : null;
      return { ...view, rings, inNoRing, acts: actsOf(rolloutOf(row)), obstacle, soakSince: row.soakSince };
    },
    async terminals(tenants, id, { after, most, ring, state }) {
      const row = await rolloutRow(db, tenants, id);
      if (row.state === 'draft') {
        return (await foreseen(db, row))
          .filter((one) => (ring === undefined || one.ring === ring) && (state === undefined || one.state === state))
          .filter(({ terminalId }) => after === undefined || terminalId > after)
          .slice(0, most);
      }
      let query = db
        .selectFrom('rolloutTerminal')
        .leftJoin('link', 'link.terminalId', 'rolloutTerminal.terminalId')
        .select(['rolloutTerminal.terminalId', 'ring', 'state', 'offeredAt', 'switchedAt', 'reason', 'link.linkId'])
        .where('rolloutId', '=', id)
        .orderBy('rolloutTerminal.terminalId')
        .limit(most);
      if (after !== undefined) query = query.where('rolloutTerminal.terminalId', '>', after);
      if (ring !== undefined) query = query.where('ring', '=', ring);
      if (state !== undefined) query = query.where('state', '=', state);
      const rows = await query.execute();
      return rows.map(({ linkId, ...row }): RolloutTerminal => ({ ...row, isLinked: linkId !== null }));
    },
    create: (rollout, actor) => acts.create(context, rollout, actor),
    change: (tenants, id, change, actor) => acts.change(context, tenants, id, change, actor),
    async act(tenants, id, deed, how, actor) {
      const { rollout, ring } = await acts.act(context, tenants, id, deed, how, actor);
      onActed(ring);
      return rollout;
    },
    exclude: (tenants, id, exclusion, actor) => acts.exclude(context, tenants, id, exclusion, actor),
    softwareReleases: (tenants) => software.list(db, tenants),
    addSoftware: (release, actor) => software.add(context, release, actor),
    withdrawSoftware: (tenants, id, actor, reason) => software.withdraw(context, tenants, id, actor, reason),
  };
}

type Counts = Map<number, Record<string, number>>;

function add(all: Counts, ring: number, state: RolloutMemberState | 'offline', count: number): void {
  const of = all.get(ring) ?? {};
  of[state] = (of[state] ?? 0) + count;
  all.set(ring, of);
}

async function counts(db: HubDatabase, id: string): Promise<Counts> {
  const rows = await db
    .selectFrom('rolloutTerminal')
    .leftJoin('link', 'link.terminalId', 'rolloutTerminal.terminalId')
    .select((eb) => [
      'ring',
      'state',
      eb.fn.countAll<number>().as('all'),
      eb.fn.count<number>('link.linkId').as('linked'),
    ])
    .where('rolloutId', '=', id)
    .groupBy(['ring', 'state'])
    .execute();
  const all: Counts = new Map();
  for (const { ring, state, ...of } of rows) {
    const linked = state === 'pending' ? Number(of.linked) : Number(of.all);
    add(all, ring, state, linked);
    if (state === 'pending') add(all, ring, 'offline', Number(of.all) - linked);
  }
  return all;
}

/** Whom a draft would reach, by id. */
async function foreseen(db: HubDatabase, row: RolloutRow): Promise<readonly RolloutTerminal[]> {
  const { id, plan } = viewOf(row);
  const terminals = await placeOf(db, row, plan, await subjectOf(db, row));
  const nothing = { offeredAt: null, switchedAt: null };
  return terminals
    .map(({ isLinked, ...terminal }): RolloutTerminal => {
      const { terminalId } = terminal;
      const { ring, isExcluded } = membershipOf(id, plan, terminal);
      const reason = isExcluded ? 'excluded' : ring < 0 ? 'in-no-ring' : null;
      return { terminalId, ring, isLinked, state: reason === null ? 'pending' : 'excluded', reason, ...nothing };
    })
    .sort((a, b) => (a.terminalId < b.terminalId ? -1 : 1));
}

function countsOf(terminals: readonly RolloutTerminal[]): Counts {
  const all: Counts = new Map();
  for (const { ring, state, isLinked } of terminals) {
    add(all, ring, state === 'pending' && !isLinked ? 'offline' : state, 1);
  }
  return all;
}

/** Why this person cannot start it. */
async function obstacleTo(db: HubDatabase, row: RolloutRow, actor: RolloutActor, now: number): Promise<string | null> {
  try {
    mustBeSecondPerson(viewOf(row), actor);
    await mustBeStartable(db, row, now);
    return null;
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown.reason;
    throw thrown;
  }
}
