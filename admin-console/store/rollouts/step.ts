import { sql } from 'kysely';
import type { Clock } from '../../../foundation/clock.ts';
import type { RolloutState } from '../../contract/rollouts/rollouts.ts';
import { advance } from '../../domain/rollouts/advance.ts';
import { DELAYS } from '../../domain/rollouts/delays.ts';
import type { Member } from '../../domain/rollouts/member.ts';
import { DRIVEN, isGoingBack } from '../../domain/rollouts/states.ts';
import { currentRules } from '../alerting/settings.ts';
import { audit } from '../audit.ts';
import type { HubDatabase } from '../database.ts';
import { jsonList } from '../fleet/json-rows.ts';
import { touch } from '../fleet/touch.ts';
import { goBack, tell } from './effects.ts';
import { placed, takeIn, writeMembers } from './members.ts';
import { columnsOf, type RolloutRow, rolloutOf } from './rows.ts';
import { isSuperseded, type RolloutSubject, subjectOf } from './subject.ts';

/** Who acts when the hub acts by itself. */
const HUB = 'hub';
/** Nothing but late terminals can change these. */
const AT_REST: readonly RolloutState[] = ['completed', 'stopped'];

export interface Stepped {
  /** Hub processes that have something to tell terminals now. */
  readonly ring: readonly string[];
  /** The rollout is in another state now. */
  readonly hasMoved: boolean;
}

/** Rollouts that this process drives from now on: those that are due and that no other drives. */
export async function claimDue(db: HubDatabase, clock: Clock, processId: string): Promise<readonly string[]> {
  const now = clock.now();
  const isFree = { dueAt: now, leaseUntil: now };
  // Nearly always there are none, and reading is cheaper than a transaction that writes.
  const due = await db
    .selectFrom('rollout')
    .select('id')
    .where('state', 'in', DRIVEN)
    .where('dueAt', '<=', isFree.dueAt)
    .where((or) => or.or([or('holder', '=', processId), or('leaseUntil', '<=', isFree.leaseUntil)]))
    .orderBy('dueAt')
    .execute();
  if (due.length === 0) return [];
  const claimed = await db
    .updateTable('rollout')
    .set({ holder: processId, leaseUntil: now + DELAYS.lease })
    .where(
      'id',
      'in',
      due.map(({ id }) => id),
    )
    .where((or) => or.or([or('holder', '=', processId), or('leaseUntil', '<=', isFree.leaseUntil)]))
    .returning('id')
    .execute();
  return claimed.map(({ id }) => id);
}

/**
 * One step of a rollout, as one transaction: what is seen, the arrow that follows from it, and what terminals are offered.
 * A process may die before any query of it, and two may take the same step: the second goes on from the first.
 */
export function step(db: HubDatabase, clock: Clock, rolloutId: string): Promise<Stepped> {
  return db.transaction().execute(async (tx) => {
    const now = clock.now();
    // First, because it locks the row: acts of people and steps of other processes wait.
    const found = await tx
      .updateTable('rollout')
      .set((eb) => ({ revision: eb.ref('revision') }))
      .where('id', '=', rolloutId)
      .where('state', 'in', DRIVEN)
      .returningAll()
      .executeTakeFirst();
    if (!found) return { ring: [], hasMoved: false };
    const row = await withoutBlindTime(tx, found, now);
    const rollout = rolloutOf(row);
    const subject = await subjectOf(tx, row);
    if (!isGoingBack(rollout.state) && rollout.state !== 'stopped') await takeIn(tx, row, rollout, subject);
    const terminals = await placed(tx, row, rollout, subject);
    const { timeZone } = await currentRules(tx, row.tenantId);
    const superseded = await isSuperseded(tx, row, subject, now);
    const next = advance(rollout, terminals, { now, timeZone, isSuperseded: superseded });
    await writeMembers(tx, row.id, next.changed);
    const ring = new Set(next.offered.length > 0 ? await offer(tx, clock, row, subject, next.offered) : []);
    const { notice } = next;
    const isAtRest = !notice && next.changed.length === 0 && AT_REST.includes(rollout.state);
    const dueAt = now + (isAtRest ? DELAYS.stepAtRest : DELAYS.step);
    await tx
      .updateTable('rollout')
      .set({ ...columnsOf(next.rollout), dueAt })
      .where('id', '=', row.id)
      .execute();
    if (next.rollout.state === 'rolling-back' && notice) for (const id of await goBack(tx, clock, row)) ring.add(id);
    // Alerting looks at terminals that have changed.
    if (notice?.kind === 'threshold-passed') await touch(tx, clock, notice.terminalId);
    if (notice) {
      await audit(tx, clock, HUB, `rollout.${notice.kind}`, row.id, {
        tenantId: row.tenantId,
        reason: notice.kind === 'threshold-passed' ? notice.reason : null,
        before: { state: rollout.state, ring: rollout.ring },
        after: { state: next.rollout.state, ring: next.rollout.ring },
      });
    }
    return { ring: [...ring], hasMoved: notice !== null };
  });
}

/**
 * While no hub process looked, no terminal could take what it was offered: that time is nobody's patience. @returns the
 * row as if it had not passed
 */
async function withoutBlindTime(tx: HubDatabase, row: RolloutRow, now: number): Promise<RolloutRow> {
  const blind = now - row.dueAt;
  if (blind <= DELAYS.blindAfter) return row;
  await tx
    .updateTable('rolloutTerminal')
    .set((eb) => ({ offeredAt: eb('offeredAt', '+', blind) }))
    .where('rolloutId', '=', row.id)
    .where('state', '=', 'offered')
    .execute();
  const later = (at: number | null) => (at === null ? null : at + blind);
  return { ...row, ringSince: later(row.ringSince), soakSince: later(row.soakSince) };
}

/** @returns hub processes that hold their links */
async function offer(
  tx: HubDatabase,
  clock: Clock,
  { id, kind, releaseId }: RolloutRow,
  subject: RolloutSubject,
  members: readonly Member[],
): Promise<readonly string[]> {
  const ids = members.map(({ terminalId }) => terminalId);
  if (subject.kind === 'configuration') {
    await tx
      .insertInto('configurationAdmission')
      .values(ids.map((terminalId) => ({ releaseId, terminalId, at: clock.now() })))
      .onConflict((c) => c.doNothing())
      .execute();
  } else {
    await tx
      .updateTable('rolloutTerminal')
      .set({
        softwareBefore: sql`(select coalesce("softwareTarget"."running", "terminal"."software") from "terminal"
          left join "softwareTarget" on "softwareTarget"."terminalId" = "terminal"."id"
          where "terminal"."id" = "rolloutTerminal"."terminalId")`,
      })
      .where('rolloutId', '=', id)
      .where('terminalId', 'in', jsonList(tx, ids))
      .execute();
  }
  return tell(tx, kind, ids);
}
