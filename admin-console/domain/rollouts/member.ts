import type { RolloutMemberState, RolloutPlan } from '../../contract/rollouts/rollouts.ts';

/** A terminal of a rollout. Times are epoch milliseconds on the hub's clock. */
export interface Member {
  readonly terminalId: string;
  readonly ring: number;
  readonly state: RolloutMemberState;
  readonly offeredAt: number | null;
  readonly switchedAt: number | null;
  /** It runs it without a new fault since then; `null`: it does not. */
  readonly wellSince: number | null;
  readonly reason: string | null;
  /** Faults that stood when it was offered and have stood ever since: not the rollout's. */
  readonly oldFaults: readonly string[];
}

/** What the hub knows of a terminal now, as far as it is about one rollout. */
export interface SeenMember {
  /** Not linked since then; `null` while it is. */
  readonly offlineSince: number | null;
  /** Out of service, and urgent alerts, by names of their own. */
  readonly faults: readonly string[];
  /**
   * `wanted`: runs it, and has proven it. `changing`: runs something else, or is on trial. `other`: runs something else
   * and is not on its way to it. `refused`: has said that it will not run it, or has gone back from it.
   */
  readonly runs: 'wanted' | 'changing' | 'other' | 'refused';
  /** Why it was refused. */
  readonly reason: string | null;
}

const MINUTE = 60_000;

/** What becomes of a terminal by what is seen of it. @returns the same object if nothing */
export function observed(member: Member, seen: SeenMember, plan: RolloutPlan, now: number): Member {
  if (member.offeredAt === null || member.state === 'went-back') return member;
  const oldFaults = seen.offlineSince === null ? member.oldFaults.filter((one) => seen.faults.includes(one)) : null;
  const next = advanced(oldFaults ? { ...member, oldFaults } : member, seen, plan, now);
  return isSame(member, next) ? member : next;
}

function advanced(member: Member, seen: SeenMember, plan: RolloutPlan, now: number): Member {
  const { switchedAt, offeredAt } = member;
  if (seen.runs === 'refused') {
    // What it has run it has gone back from; what it was only offered it has never taken.
    const state = switchedAt === null ? 'failed' : 'went-back';
    return { ...member, state, wellSince: null, reason: seen.reason ?? 'refused' };
  }
  if (switchedAt === null) {
    if (seen.runs === 'wanted') return well({ ...member, switchedAt: now }, seen, plan, now);
    if (now - (offeredAt ?? now) <= plan.patienceMinutes * MINUTE) return member;
    return { ...member, state: 'failed', reason: seen.offlineSince === null ? 'not-switched' : 'offline' };
  }
  if (seen.runs === 'other') return { ...member, state: 'went-back', wellSince: null, reason: 'runs-another' };
  return well(member, seen, plan, now);
}

/** It runs it: whether that does it good. */
function well(member: Member, seen: SeenMember, plan: RolloutPlan, now: number): Member {
  const { offlineSince, faults } = seen;
  if (offlineSince !== null) {
    const since = Math.max(offlineSince, member.switchedAt ?? now);
    if (now - since <= plan.threshold.offlineMinutes * MINUTE) return member;
    return { ...member, state: 'failed', wellSince: null, reason: 'offline' };
  }
  const fault = faults.find((one) => !member.oldFaults.includes(one));
  if (fault !== undefined) return { ...member, state: 'failed', wellSince: null, reason: fault };
  const wellSince = member.wellSince ?? now;
  const isHealthy = now - wellSince >= plan.healthyAfterMinutes * MINUTE;
  return { ...member, state: isHealthy ? 'healthy' : 'switched', wellSince, reason: null };
}

/** @param seen as it is when it is offered: what is wrong already is not the rollout's doing */
export const offered = (member: Member, seen: SeenMember, now: number): Member => ({
  ...member,
  state: 'offered',
  offeredAt: now,
  oldFaults: seen.faults,
});

/** Back at what was before, by the rollout's own wish. */
export const isBack = ({ state }: Member, { runs }: SeenMember): boolean =>
  state === 'went-back' || runs === 'other' || runs === 'refused';

function isSame(a: Member, b: Member): boolean {
  return (
    a.state === b.state &&
    a.switchedAt === b.switchedAt &&
    a.wellSince === b.wellSince &&
    a.reason === b.reason &&
    a.oldFaults.length === b.oldFaults.length
  );
}
