import { describe, expect, test } from 'vitest';
import { type Advanced, advance, type Placed } from './advance.ts';
import type { Rollout } from './states.ts';
import { samplePlan, sampleRing, sampleRollout, sampleTerminal as terminal } from './test-support/sample-rollout.ts';

const MINUTE = 60_000;
const step = (rollout: Rollout, terminals: readonly Placed[], minute: number, isSuperseded = false): Advanced =>
  advance(rollout, terminals, { now: minute * MINUTE, timeZone: 'Europe/Berlin', isSuperseded });
const ids = ({ offered }: Advanced) => offered.map(({ terminalId }) => terminalId);
const OFFERED = { state: 'offered', offeredAt: 0 } as const;
const SWITCHED = { state: 'switched', offeredAt: 0, switchedAt: 0, wellSince: 0 } as const;
const HEALTHY = { ...SWITCHED, state: 'healthy' } as const;

describe('whom it is offered', () => {
  test('linked terminals of the ring, and no later ring', () => {
    const all = [terminal('T-01'), terminal('T-02', {}, { offlineSince: 1 }), terminal('T-03', { ring: 1 })];
    expect(ids(step(sampleRollout(), all, 1))).toEqual(['T-01']);
  });

  test('never one that is excluded, and never one twice', () => {
    const all = [terminal('T-01', { state: 'excluded' }), terminal('T-02', OFFERED)];
    expect(ids(step(sampleRollout(), all, 1))).toEqual([]);
  });

  test('no more at once than the plan says', () => {
    const plan = samplePlan({ rings: [sampleRing({ atOnce: 2 })] });
    const all = [terminal('T-01', OFFERED), terminal('T-02'), terminal('T-03')];
    expect(ids(step(sampleRollout({ plan }), all, 1))).toEqual(['T-02']);
  });

  test('only within the window of the ring, on the clock of the place', () => {
    const window = { weekdays: [7], from: '22:00', to: '05:00' };
    const plan = samplePlan({ rings: [sampleRing({ window })] });
    const at = (iso: string) => ids(step(sampleRollout({ plan }), [terminal('T-01')], Date.parse(iso) / MINUTE));
    // A Sunday; Berlin is an hour ahead of UTC.
    expect(at('2026-11-29T20:59:00Z')).toEqual([]);
    expect(at('2026-11-29T21:00:00Z')).toEqual(['T-01']);
    expect(at('2026-11-30T03:59:00Z')).toEqual(['T-01']);
    expect(at('2026-11-30T04:00:00Z')).toEqual([]);
    expect(at('2026-11-30T21:00:00Z'), 'Monday').toEqual([]);
  });

  test('a late one of a ring that has passed at once, also once it is completed', () => {
    const late = terminal('T-09', { ring: 0 });
    expect(ids(step(sampleRollout({ ring: 1 }), [late], 9))).toEqual(['T-09']);
    expect(ids(step(sampleRollout({ state: 'completed', ring: 1 }), [late], 9))).toEqual(['T-09']);
  });

  test('nobody in the step in which it stops', () => {
    const all = [terminal('T-01', OFFERED, { runs: 'refused', reason: 'invalid' }), terminal('T-02')];
    const stopped = step(sampleRollout(), all, 1);
    expect(stopped.rollout.state).toBe('stopped');
    expect(ids(stopped)).toEqual([]);
  });
});

describe('what becomes of a terminal', () => {
  const became = (one: Placed, minute: number) => step(sampleRollout(), [one], minute).changed[0];

  test('it runs it, and is healthy after a while without a new fault', () => {
    expect(became(terminal('T-01', OFFERED, { runs: 'wanted' }), 1)).toMatchObject({ state: 'switched' });
    expect(became(terminal('T-01', SWITCHED, { runs: 'wanted' }), 29)).toBeUndefined();
    expect(became(terminal('T-01', SWITCHED, { runs: 'wanted' }), 30)).toMatchObject({ state: 'healthy' });
  });

  test.each([
    ['it refused it', OFFERED, { runs: 'refused', reason: 'invalid' }, 1, 'failed', 'invalid'],
    ['it went back by itself', SWITCHED, { runs: 'refused', reason: 'no-session' }, 1, 'went-back', 'no-session'],
    ['it runs something else again', SWITCHED, { runs: 'other' }, 1, 'went-back', 'runs-another'],
    ['it did not change over in time', OFFERED, {}, 121, 'failed', 'not-switched'],
    ['it was offered it and is gone', OFFERED, { offlineSince: 1 }, 121, 'failed', 'offline'],
    ['it is silent since it has it', HEALTHY, { runs: 'wanted', offlineSince: 0 }, 16, 'failed', 'offline'],
    [
      'it is out of service since',
      HEALTHY,
      { runs: 'wanted', faults: ['out-of-service'] },
      1,
      'failed',
      'out-of-service',
    ],
  ] as const)('it has failed: %s', (_, member, seen, minute, state, reason) => {
    expect(became(terminal('T-01', member, seen), minute)).toMatchObject({ state, reason });
  });

  test('a fault that stood before is not held against it, until it was gone once', () => {
    const seen = { runs: 'wanted', faults: ['alert-storage-low'] } as const;
    const before = { ...HEALTHY, oldFaults: ['alert-storage-low'] };
    expect(became(terminal('T-01', before, seen), 31)).toBeUndefined();
    expect(became(terminal('T-01', before, { ...seen, faults: [] }), 1)).toMatchObject({ oldFaults: [] });
    expect(became(terminal('T-01', HEALTHY, seen), 1)).toMatchObject({ state: 'failed', reason: 'alert-storage-low' });
  });

  test('a short silence is no failure, and one that ends a failure by a fault is well again', () => {
    expect(became(terminal('T-01', HEALTHY, { runs: 'wanted', offlineSince: 0 }), 15)).toBeUndefined();
    const failed = { ...SWITCHED, state: 'failed', wellSince: null, reason: 'offline' } as const;
    expect(became(terminal('T-01', failed, { runs: 'wanted' }), 20)).toMatchObject({ state: 'switched', reason: null });
  });
});

describe('when a ring is done', () => {
  test('not while a linked terminal has not changed over or not proven healthy', () => {
    expect(step(sampleRollout(), [terminal('T-01', SWITCHED, { runs: 'wanted' })], 10).notice).toBeNull();
  });

  test('a terminal that is not linked is waited for, and not longer than the patience', () => {
    const all = [terminal('T-01', HEALTHY, { runs: 'wanted' }), terminal('T-02', {}, { offlineSince: 1 })];
    expect(step(sampleRollout(), all, 120).notice).toBeNull();
    expect(step(sampleRollout(), all, 121)).toMatchObject({
      notice: { kind: 'ring-settled', healthy: 1 },
      rollout: { state: 'soaking' },
    });
  });

  test('one that was offered it and is gone is waited for by its own patience, not the ring’s', () => {
    const late = terminal('T-02', { ...OFFERED, offeredAt: 100 * MINUTE }, { offlineSince: 1 });
    const all = [terminal('T-01', HEALTHY, { runs: 'wanted' }), late];
    expect(step(sampleRollout(), all, 121).notice).toBeNull();
    expect(step(sampleRollout(), all, 221).notice).toMatchObject({ kind: 'threshold-passed' });
  });

  test('a closed window holds the ring, however long', () => {
    const window = { weekdays: [1], from: '02:00', to: '02:01' };
    const plan = samplePlan({ rings: [sampleRing({ window })] });
    expect(step(sampleRollout({ plan }), [terminal('T-01')], 5_000).notice).toBeNull();
  });

  test('a ring without terminals does not let the next begin by itself', () => {
    expect(step(sampleRollout(), [terminal('T-03', { ring: 1 })], 1).rollout.state).toBe('awaiting-approval');
  });
});

describe('when it stops itself', () => {
  const failed = (id: string, ring = 0) => terminal(id, { ...OFFERED, ring, state: 'failed' }, { runs: 'refused' });
  const healthy = (id: string, ring = 0) => terminal(id, { ...HEALTHY, ring }, { runs: 'wanted' });
  const plan = samplePlan({ threshold: { percent: 50, atLeast: 2, offlineMinutes: 15 } });
  const stops = (all: readonly Placed[], ring = 0) => step(sampleRollout({ plan, ring }), all, 1).rollout.stop?.reason;

  test('not by fewer than the least number, however large their share', () => {
    expect(stops([failed('T-01')])).toBeUndefined();
  });
  test('not by a share that is just the threshold', () => {
    expect(stops([failed('T-01'), failed('T-02'), healthy('T-03'), healthy('T-04')])).toBeUndefined();
  });
  test('by a larger share; who was not offered it does not count', () => {
    expect(stops([failed('T-01'), failed('T-02'), healthy('T-03'), terminal('T-04')])).toBe('ring-1-failed-2-of-3');
  });
  test('by a ring before this one, also among many that are healthy', () => {
    const many = Array.from({ length: 50 }, (_, n) => healthy(`T-${n + 10}`, 1));
    expect(stops([failed('T-01'), failed('T-02'), ...many], 1)).toBe('ring-1-failed-2-of-2');
  });
});

describe('on the way back', () => {
  const back = sampleRollout({ state: 'rolling-back' });
  test('it is over once nobody runs it any more', () => {
    const still = terminal('T-01', HEALTHY, { runs: 'changing' });
    expect(step(back, [still], 1).notice).toBeNull();
    const gone = step(back, [terminal('T-01', HEALTHY, { runs: 'other' })], 1);
    expect(gone.changed).toMatchObject([{ state: 'went-back', reason: 'rolled-back' }]);
    expect(gone.rollout.state).toBe('rolled-back');
  });
  test('a terminal that is not linked is not waited for without end', () => {
    const away = terminal('T-01', HEALTHY, { runs: 'changing', offlineSince: 0 });
    expect(step(back, [away], 120).notice).toBeNull();
    expect(step(back, [away], 121).notice).toEqual({ kind: 'all-back' });
  });
});

test('what is newer for everybody ends it, but not its way back', () => {
  expect(step(sampleRollout({ state: 'completed' }), [], 1, true).rollout.state).toBe('superseded');
  const back = sampleRollout({ state: 'rolling-back' });
  expect(step(back, [terminal('T-01', HEALTHY)], 1, true).rollout.state).toBe('rolling-back');
});
