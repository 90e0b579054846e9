import { isBack, type Member, observed, offered, type SeenMember } from './member.ts';
import { isWatched, lastOfferedRing, moved, type Rollout, type RolloutNotice } from './states.ts';
import { isWindowOpen } from './window.ts';

const MINUTE = 60_000;
/** Most terminals that one step offers something to: it is one transaction. */
const OFFERED_AT_ONCE = 500;

export interface Placed {
  readonly member: Member;
  readonly seen: SeenMember;
}

export interface StepSurroundings {
  readonly now: number;
  /** Of the tenant, IANA name. */
  readonly timeZone: string;
  /** Something newer holds for everybody. */
  readonly isSuperseded: boolean;
}

/** What one step makes of a rollout. */
export interface Advanced {
  readonly rollout: Rollout;
  /** Why it is in another state now; `null`: it is not. */
  readonly notice: RolloutNotice | null;
  /** Only those that are not as before; the newly offered among them. */
  readonly changed: readonly Member[];
  readonly offered: readonly Member[];
}

/**
 * One step of a rollout: looks at its terminals, follows at most one arrow, and offers it to whom it may. Called again
 * it goes on from what it wrote, so it does not matter how often, or by which hub process.
 */
export function advance(rollout: Rollout, terminals: readonly Placed[], around: StepSurroundings): Advanced {
  const { now } = around;
  const seen = terminals.map(({ member, seen }) => ({
    before: member,
    member: next(rollout, member, seen, now),
    seen,
  }));
  const notice = noticed(rollout, seen, around);
  const after = notice ? moved(rollout, notice, now) : rollout;
  const newly = toOffer(after, seen, around).map((one) => offered(one.member, one.seen, now));
  const ids = new Set(newly.map(({ terminalId }) => terminalId));
  const changed = seen
    .filter(({ before, member }) => before !== member && !ids.has(member.terminalId))
    .map(({ member }) => member);
  return { rollout: after, notice, changed: [...changed, ...newly], offered: newly };
}

function next(rollout: Rollout, member: Member, seen: SeenMember, now: number): Member {
  if (isWatched(rollout.state) || rollout.state === 'completed' || rollout.state === 'stopped') {
    return observed(member, seen, rollout.plan, now);
  }
  const isReturned = rollout.state === 'rolling-back' && member.offeredAt !== null && member.state !== 'went-back';
  return isReturned && isBack(member, seen)
    ? { ...member, state: 'went-back', wellSince: null, reason: member.reason ?? 'rolled-back' }
    : member;
}

function noticed(rollout: Rollout, terminals: readonly Placed[], around: StepSurroundings): RolloutNotice | null {
  const { state } = rollout;
  if (around.isSuperseded && state !== 'rolling-back') return { kind: 'superseded' };
  const tooMany = isWatched(state) ? thresholdPassed(rollout, terminals) : null;
  if (tooMany) return tooMany;
  switch (state) {
    case 'running':
      return settled(rollout, terminals, around.now);
    case 'soaking':
      return isSoaked(rollout, around.now) ? { kind: 'soak-over' } : null;
    case 'rolling-back':
      return areAllBack(rollout, terminals, around.now) ? { kind: 'all-back' } : null;
    default:
      return null;
  }
}

const hasFailed = ({ state }: Member): boolean => state === 'failed' || state === 'went-back';

/** Each ring by itself: a few that fail must not hide among the many of another ring. */
function thresholdPassed({ plan, ring }: Rollout, terminals: readonly Placed[]): RolloutNotice | null {
  for (let n = 0; n <= ring; n++) {
    const reached = terminals.filter(({ member }) => member.ring === n && member.offeredAt !== null);
    const failed = reached.filter(({ member }) => hasFailed(member));
    const { atLeast, percent } = plan.threshold;
    const last = failed.at(-1);
    if (last && failed.length >= atLeast && failed.length * 100 > percent * reached.length) {
      const reason = `ring-${n + 1}-failed-${failed.length}-of-${reached.length}`;
      return { kind: 'threshold-passed', reason, terminalId: last.member.terminalId };
    }
  }
  return null;
}

/** Terminals that were offered nothing and are not linked are waited for until the ring's patience ends. */
function settled({ plan, ring, ringSince }: Rollout, terminals: readonly Placed[], now: number): RolloutNotice | null {
  const own = terminals.filter(({ member }) => member.ring === ring && member.state !== 'excluded');
  const isPatient = now - (ringSince ?? now) <= plan.patienceMinutes * MINUTE;
  const isWaitedFor = ({ member, seen }: Placed) => {
    if (member.state === 'healthy' || hasFailed(member)) return false;
    // One that was offered it either takes it or has failed by its own patience.
    return member.state !== 'pending' || isPatient || seen.offlineSince === null;
  };
  if (own.some(isWaitedFor)) return null;
  return { kind: 'ring-settled', healthy: own.filter(({ member }) => member.state === 'healthy').length };
}

function isSoaked({ plan, ring, soakSince }: Rollout, now: number): boolean {
  const after = plan.rings[ring]?.after;
  return after?.kind === 'soak' && now - (soakSince ?? now) >= after.minutes * MINUTE;
}

function areAllBack({ plan, ringSince }: Rollout, terminals: readonly Placed[], now: number): boolean {
  const isPatient = now - (ringSince ?? now) <= plan.patienceMinutes * MINUTE;
  return terminals.every(
    ({ member, seen }) =>
      member.offeredAt === null || member.state === 'went-back' || (seen.offlineSince !== null && !isPatient),
  );
}

/** Linked terminals of rings that may have it, within their windows, and no more of a ring at once than its plan says. */
function toOffer(
  rollout: Rollout,
  terminals: readonly Placed[],
  { now, timeZone }: StepSurroundings,
): readonly Placed[] {
  const last = lastOfferedRing(rollout);
  const all: Placed[] = [];
  for (let n = 0; n <= last; n++) {
    const ring = rollout.plan.rings[n];
    if (!ring || !isWindowOpen(ring.window, now, timeZone)) continue;
    const own = terminals.filter(({ member }) => member.ring === n);
    const busy = own.filter(({ member }) => member.state === 'offered').length;
    const free = ring.atOnce === null ? own.length : Math.max(0, ring.atOnce - busy);
    const waiting = own.filter(({ member, seen }) => member.state === 'pending' && seen.offlineSince === null);
    all.push(...waiting.slice(0, free));
  }
  return all.slice(0, OFFERED_AT_ONCE);
}
