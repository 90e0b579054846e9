import { Refusal } from '../../../foundation/errors.ts';
import {
  ROLLOUT_ACTS,
  type RolloutAct,
  type RolloutPlan,
  type RolloutState,
  type RolloutStop,
} from '../../contract/rollouts/rollouts.ts';

/** A rollout as far as deciding needs it. Times are epoch milliseconds on the hub's clock. */
export interface Rollout {
  readonly id: string;
  readonly plan: RolloutPlan;
  readonly state: RolloutState;
  /** Where it goes on when it is resumed; `null` unless it is paused. */
  readonly resumesTo: RolloutState | null;
  readonly ring: number;
  /** The ring is offered it since then. Its patience is counted from here. */
  readonly ringSince: number | null;
  /** Nothing has been left to do in the ring since then. */
  readonly soakSince: number | null;
  readonly stop: RolloutStop | null;
  /** Somebody has said what made it stop itself. */
  readonly explainedAt: number | null;
}

/** What the hub itself notices of a rollout. */
export type RolloutNotice =
  /** All of the ring have changed over or are not waited for any more. */
  | { readonly kind: 'ring-settled'; readonly healthy: number }
  | { readonly kind: 'soak-over' }
  | { readonly kind: 'threshold-passed'; readonly reason: string; readonly terminalId: string }
  /** Nobody runs it any more, of those who can still tell. */
  | { readonly kind: 'all-back' }
  /** Something newer holds for everybody. */
  | { readonly kind: 'superseded' };
export type RolloutEvent =
  | { readonly kind: Exclude<RolloutAct, 'stop'> }
  | { readonly kind: 'stop'; readonly reason: string }
  | RolloutNotice;

/**
 * Where an arrow leads. `after-ring`: to what the ring's plan waits for. `next-ring`: to the next ring, or to the end
 * after the last. `as-before`: to where it was paused. `on-stop`: as the plan says. `same`: nowhere else.
 */
type Target = RolloutState | 'after-ring' | 'next-ring' | 'as-before' | 'on-stop' | 'same';
type Arrows = Readonly<Partial<Record<RolloutEvent['kind'], Target>>>;

const WHILE_UNDER_WAY = {
  stop: 'stopped',
  'roll-back': 'rolling-back',
  'threshold-passed': 'on-stop',
  superseded: 'superseded',
} as const satisfies Arrows;

/** All states and all arrows there are. What is not here is refused. */
export const ARROWS: Readonly<Record<RolloutState, Arrows>> = {
  /** Being written. */
  draft: { start: 'running', discard: 'discarded' },
  /** Terminals of the ring, and late ones of rings before, are offered it. */
  running: { ...WHILE_UNDER_WAY, pause: 'paused', 'ring-settled': 'after-ring' },
  /** The ring has it; time passes in which faults may show. */
  soaking: { ...WHILE_UNDER_WAY, pause: 'paused', 'soak-over': 'next-ring' },
  /** The ring has it; somebody has to say that the next may have it. */
  'awaiting-approval': { ...WHILE_UNDER_WAY, pause: 'paused', approve: 'next-ring' },
  /** Nobody new is offered it; health is still watched. */
  paused: { ...WHILE_UNDER_WAY, resume: 'as-before' },
  /** For good: nobody new is offered it, those who have it keep it. */
  stopped: { 'roll-back': 'rolling-back', explain: 'same', superseded: 'superseded' },
  /** Nobody is offered it, those who have it get back what was before. */
  'rolling-back': { 'all-back': 'rolled-back', explain: 'same' },
  'rolled-back': { explain: 'same' },
  /** All rings have it; terminals that come late get it. */
  completed: { stop: 'stopped', 'roll-back': 'rolling-back', superseded: 'superseded' },
  superseded: {},
  discarded: {},
};

/** What people can do with it now; what stopped itself is explained once. */
export const actsOf = ({
  state,
  stop,
  explainedAt,
}: Pick<Rollout, 'state' | 'stop' | 'explainedAt'>): readonly RolloutAct[] =>
  ROLLOUT_ACTS.filter(
    (act) => act in ARROWS[state] && (act !== 'explain' || (stop?.isByItself === true && explainedAt === null)),
  );

/** The hub has something to do for these, by itself. */
export const DRIVEN: readonly RolloutState[] = [
  'running',
  'soaking',
  'awaiting-approval',
  'paused',
  'stopped',
  'rolling-back',
  'completed',
];
/** Of one layer of configuration, and of a tenant's software, one rollout at a time is in one of these. */
export const UNDER_WAY: readonly RolloutState[] = ['running', 'soaking', 'awaiting-approval', 'paused'];
/** Health is watched, so that it may stop itself. */
export const isWatched = (state: RolloutState): boolean => UNDER_WAY.includes(state);
/** Terminals are wanted to run what was before. */
export const isGoingBack = (state: RolloutState): boolean => state === 'rolling-back' || state === 'rolled-back';

/** The last ring of which terminals may be offered it now; -1: nobody may. */
export function lastOfferedRing({ state, ring, plan }: Rollout): number {
  switch (state) {
    case 'running':
    case 'soaking':
    case 'awaiting-approval':
      return ring;
    case 'completed':
      return plan.rings.length - 1;
    default:
      return -1;
  }
}

/** One step along an arrow. @throws Refusal `wrong-state` where there is none */
export function moved(rollout: Rollout, event: RolloutEvent, now: number): Rollout {
  const target = ARROWS[rollout.state][event.kind];
  if (target === undefined) throw new Refusal('wrong-state', rollout.state);
  const next = { ...rollout, ...reached(rollout, target, event, now) };
  switch (event.kind) {
    case 'start':
      return { ...next, ring: 0, ringSince: now };
    case 'pause':
      return { ...next, resumesTo: rollout.state };
    case 'resume':
      // Time in which nobody was offered it is neither patience nor soaking.
      return { ...next, resumesTo: null, ringSince: now, soakSince: rollout.soakSince === null ? null : now };
    case 'threshold-passed':
      return {
        ...next,
        resumesTo: null,
        stop: { at: now, isByItself: true, reason: event.reason, terminalId: event.terminalId },
      };
    case 'stop':
      return { ...next, resumesTo: null, stop: { at: now, isByItself: false, reason: event.reason, terminalId: null } };
    case 'explain':
      return { ...next, explainedAt: rollout.explainedAt ?? now };
    default:
      return next;
  }
}

function reached(rollout: Rollout, target: Target, event: RolloutEvent, now: number): Partial<Rollout> {
  const { plan, ring } = rollout;
  switch (target) {
    case 'after-ring': {
      // A ring in which nobody runs it well proves nothing: a person decides, whatever the plan says.
      const isProven = event.kind === 'ring-settled' && event.healthy > 0;
      const isSoaking = isProven && plan.rings[ring]?.after.kind === 'soak';
      return { state: isSoaking ? 'soaking' : 'awaiting-approval', soakSince: now };
    }
    case 'next-ring':
      return ring + 1 < plan.rings.length
        ? { state: 'running', ring: ring + 1, ringSince: now, soakSince: null }
        : { state: 'completed', soakSince: null };
    case 'as-before':
      return { state: rollout.resumesTo ?? 'running' };
    case 'on-stop':
      return { state: plan.onStop === 'hold' ? 'stopped' : 'rolling-back', ringSince: now };
    case 'same':
      return {};
    case 'rolling-back':
      return { state: target, ringSince: now };
    default:
      return { state: target };
  }
}
