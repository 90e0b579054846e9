import { expect, test } from 'vitest';
import { ROLLOUT_ACTS, type RolloutState } from '../../contract/rollouts/rollouts.ts';
import { ARROWS, DRIVEN, lastOfferedRing, moved, type RolloutEvent } from './states.ts';
import { samplePlan, sampleRing, sampleRollout } from './test-support/sample-rollout.ts';

const STATES = Object.keys(ARROWS) as RolloutState[];
const NOTICES: readonly RolloutEvent[] = [
  { kind: 'ring-settled', healthy: 1 },
  { kind: 'soak-over' },
  { kind: 'threshold-passed', reason: 'ring-1-failed-1-of-1', terminalId: 'T-01' },
  { kind: 'all-back' },
  { kind: 'superseded' },
];
const EVENTS: readonly RolloutEvent[] = [
  ...ROLLOUT_ACTS.map((kind) => (kind === 'stop' ? { kind, reason: 'enough' } : { kind })),
  ...NOTICES,
];

test.each(STATES)('in %s an event without an arrow is refused, and one with an arrow leads to a state', (state) => {
  const rollout = sampleRollout({ state, resumesTo: state === 'paused' ? 'soaking' : null });
  for (const event of EVENTS) {
    const act = () => moved(rollout, event, 1);
    if (ARROWS[state][event.kind] === undefined) expect(act).toThrow('wrong-state');
    else expect(STATES).toContain(act().state);
  }
});

test('nobody is offered anything once it was stopped, goes back, is paused, superseded or not started', () => {
  const quiet: RolloutState[] = [
    'draft',
    'paused',
    'stopped',
    'rolling-back',
    'rolled-back',
    'superseded',
    'discarded',
  ];
  for (const state of quiet) expect(lastOfferedRing(sampleRollout({ state, ring: 1 }))).toBe(-1);
  expect(lastOfferedRing(sampleRollout({ ring: 1 }))).toBe(1);
  expect(lastOfferedRing(sampleRollout({ state: 'completed', ring: 1 }))).toBe(1);
});

test('a stopped rollout is never resumed, approved or started again', () => {
  for (const kind of ['start', 'resume', 'approve', 'pause'] as const) {
    expect(() => moved(sampleRollout({ state: 'stopped' }), { kind }, 1)).toThrow('wrong-state');
  }
});

test('after a ring it waits for time or for a person, as its plan says', () => {
  const settled = { kind: 'ring-settled', healthy: 2 } as const;
  expect(moved(sampleRollout(), settled, 7)).toMatchObject({ state: 'soaking', soakSince: 7 });
  const plan = samplePlan({ rings: [sampleRing({ after: { kind: 'approval' } })] });
  expect(moved(sampleRollout({ plan }), settled, 7).state).toBe('awaiting-approval');
});

test('a ring in which nobody runs it well proves nothing: a person decides', () => {
  expect(moved(sampleRollout(), { kind: 'ring-settled', healthy: 0 }, 7).state).toBe('awaiting-approval');
});

test('after the last ring it is completed, before that the next ring begins', () => {
  const soaking = sampleRollout({ state: 'soaking', soakSince: 1 });
  const next = { state: 'running', ring: 1, ringSince: 9, soakSince: null };
  expect(moved(soaking, { kind: 'soak-over' }, 9)).toMatchObject(next);
  expect(moved({ ...soaking, ring: 1 }, { kind: 'soak-over' }, 9)).toMatchObject({ state: 'completed', ring: 1 });
});

test('resumed it goes on where it was paused, and soaks anew', () => {
  const paused = moved(sampleRollout({ state: 'soaking', soakSince: 1 }), { kind: 'pause' }, 5);
  expect(paused).toMatchObject({ state: 'paused', resumesTo: 'soaking' });
  expect(moved(paused, { kind: 'resume' }, 50)).toMatchObject({ state: 'soaking', resumesTo: null, soakSince: 50 });
});

test('when it stops itself it holds or goes back, as its plan says, also while it is paused', () => {
  const passed = { kind: 'threshold-passed', reason: 'ring-1-failed-1-of-2', terminalId: 'T-02' } as const;
  const stop = { at: 3, isByItself: true, reason: passed.reason, terminalId: 'T-02' };
  expect(moved(sampleRollout({ state: 'paused', resumesTo: 'running' }), passed, 3)).toMatchObject({
    state: 'stopped',
    resumesTo: null,
    stop,
  });
  const plan = samplePlan({ onStop: 'roll-back' });
  expect(moved(sampleRollout({ plan }), passed, 3)).toMatchObject({ state: 'rolling-back', stop });
});

test('what is over, and a draft, are left alone by the hub', () => {
  const over = ['draft', 'rolled-back', 'superseded', 'discarded'];
  expect(STATES.filter((state) => !DRIVEN.includes(state)).sort()).toEqual(over.sort());
});
