import type { RolloutPlan, RolloutRing } from '../../../contract/rollouts/rollouts.ts';
import type { Placed } from '../advance.ts';
import type { Member, SeenMember } from '../member.ts';
import type { Rollout } from '../states.ts';

const SOAK = { kind: 'soak', minutes: 60 } as const;
export const sampleRing = (change: Partial<RolloutRing> = {}): RolloutRing => ({
  ...{ selection: { by: 'rest' }, window: null, atOnce: null },
  after: SOAK,
  ...change,
});

export const samplePlan = (change: Partial<RolloutPlan> = {}): RolloutPlan => ({
  rings: [sampleRing({ selection: { by: 'terminals', ids: ['T-01', 'T-02'] } }), sampleRing()],
  excluded: { terminalIds: [], locationIds: [] },
  patienceMinutes: 120,
  healthyAfterMinutes: 30,
  threshold: { percent: 0, atLeast: 1, offlineMinutes: 15 },
  onStop: 'hold',
  ...change,
});

/** Running in its first ring since minute 0. */
export const sampleRollout = (change: Partial<Rollout> = {}): Rollout => ({
  id: 'r-1',
  plan: samplePlan(),
  state: 'running',
  resumesTo: null,
  ring: 0,
  ringSince: 0,
  soakSince: null,
  stop: null,
  explainedAt: null,
  ...change,
});

/** A linked terminal that nothing was offered to. */
export const sampleTerminal = (
  terminalId: string,
  member: Partial<Member> = {},
  seen: Partial<SeenMember> = {},
): Placed => ({
  member: {
    ...{ terminalId, ring: 0, state: 'pending', offeredAt: null, switchedAt: null, wellSince: null, reason: null },
    oldFaults: [],
    ...member,
  },
  seen: { offlineSince: null, faults: [], runs: 'changing', reason: null, ...seen },
});
