import { expect, test } from 'vitest';
import type { NotifyStep } from '../../contract/alerting/rules.ts';
import { advance, beginning, type Episode, type EpisodeTelling, type Seen, type Watching } from './episode.ts';

const MINUTE = 60_000;
const STEPS: readonly NotifyStep[] = [
  { afterMinutes: 0, minSeverity: 'soon', causes: null, to: [{ kind: 'all' }] },
  { afterMinutes: 30, minSeverity: 'urgent', causes: null, to: [{ kind: 'on-call' }] },
];
const WATCHING: Watching = { graceMs: 5 * MINUTE, recoveryMs: 10 * MINUTE, steps: STEPS, mutedUntil: null };
const STANDS: Seen = { kind: 'stands', severity: 'urgent', reason: null, isTaken: false };
const GONE: Seen = { kind: 'gone' };
const UNKNOWN: Seen = { kind: 'unknown' };

/** Plays looks, each [minute, what is seen, what is different]. @returns what was told, and the last episode */
type Look = readonly [minute: number, seen: Seen, change?: Partial<Watching>];
function play(...looks: readonly Look[]) {
  let episode: Episode | null = beginning({ cause: 'offline', subject: '', severity: 'urgent', reason: null }, 0);
  const told: [number, EpisodeTelling['kind'], number?][] = [];
  for (const [minute, seen, change] of looks) {
    if (!episode) break;
    const next = advance(episode, seen, { ...WATCHING, ...change }, minute * MINUTE);
    episode = next.episode;
    if (next.telling?.kind === 'steps') told.push([minute, 'steps', next.telling.to]);
    else if (next.telling) told.push([minute, 'recovered']);
  }
  return { told, episode };
}

test('it opens once its grace is over, not before', () => {
  expect(play([0, STANDS], [4.9, STANDS]).told).toEqual([]);
  expect(play([0, STANDS], [4.9, STANDS], [5, STANDS]).told).toEqual([[5, 'steps', 1]]);
});

test('what is gone before is forgotten', () => {
  expect(play([0, STANDS], [4, GONE])).toEqual({ told: [], episode: null });
});

test('looking again tells nothing again', () => {
  expect(play([5, STANDS], [5, STANDS], [6, STANDS], [29, STANDS]).told).toEqual([[5, 'steps', 1]]);
});

test('whoever does not look is followed by the next', () => {
  expect(play([5, STANDS], [34, STANDS], [35, STANDS], [90, STANDS]).told).toEqual([
    [5, 'steps', 1],
    [35, 'steps', 2],
  ]);
});

test('somebody has taken it: nobody else is called', () => {
  const taken: Seen = { ...STANDS, isTaken: true };
  expect(play([5, STANDS], [10, taken], [60, STANDS]).told).toEqual([[5, 'steps', 1]]);
});

test('it is over after it has been gone for long enough, and can be told again only then', () => {
  const { told, episode } = play([5, STANDS], [10, GONE], [19, GONE], [20, GONE]);
  expect(told).toEqual([
    [5, 'steps', 1],
    [20, 'recovered'],
  ]);
  expect(episode).toMatchObject({ state: 'closed', closedAt: 20 * MINUTE, dueAt: null });
});

test('what comes and goes is one episode', () => {
  const flapping = Array.from({ length: 20 }, (_, n) => [5 + n * 4, n % 2 === 0 ? STANDS : GONE] as const);
  expect(play(...flapping.slice(0, 7)).told).toEqual([[5, 'steps', 1]]);
});

test('while nobody can know, it neither ends nor recovers', () => {
  const { told, episode } = play([5, STANDS], [10, GONE], [12, UNKNOWN], [60, UNKNOWN], [61, GONE], [70, GONE]);
  expect(told).toEqual([[5, 'steps', 1]]);
  expect(episode).toMatchObject({ state: 'open', clearSince: 61 * MINUTE });
});

test('a window holds it back, and it is told after the window if it still stands', () => {
  const window = { mutedUntil: 60 * MINUTE };
  expect(play([5, STANDS, window], [59, STANDS, window], [60, STANDS]).told).toEqual([[60, 'steps', 1]]);
  expect(play([5, STANDS, window], [30, GONE, window]).episode).toBeNull();
});

test('a snooze of an open one stops the calls after it for as long', () => {
  const snooze = { mutedUntil: 100 * MINUTE };
  expect(play([5, STANDS], [36, STANDS, snooze], [99, STANDS, snooze], [100, STANDS]).told).toEqual([
    [5, 'steps', 1],
    [100, 'steps', 2],
  ]);
});

test('what gets worse is told to those who hear only of the worse; what gets better stays as bad as it was', () => {
  const note: Seen = { ...STANDS, severity: 'note' };
  const { told, episode } = play([5, note], [6, STANDS], [7, note], [8, STANDS]);
  expect(told).toEqual([
    [5, 'steps', 1],
    [6, 'steps', 1],
  ]);
  expect(episode?.severity).toBe('urgent');
});

test('turned off by its tenant: it ends without a word', () => {
  expect(play([5, STANDS], [6, { kind: 'off' }])).toMatchObject({
    told: [[5, 'steps', 1]],
    episode: { state: 'closed' },
  });
  expect(play([1, STANDS], [6, { kind: 'off' }]).episode).toBeNull();
});

test('it says when it must be looked at again', () => {
  const due = (...looks: readonly Look[]) => (play(...looks).episode?.dueAt ?? Number.NaN) / MINUTE;
  expect(due([0, STANDS])).toBe(5);
  expect(due([5, STANDS])).toBe(35);
  expect(due([5, STANDS], [10, GONE])).toBe(20);
  expect(due([5, STANDS, { mutedUntil: 60 * MINUTE }])).toBe(60);
  expect(due([5, STANDS], [35, STANDS])).toBe(Number.NaN);
});
