import { expect, test } from 'vitest';
import { goneBack, proven, staged, started, stateOf, switched, TRIAL_STARTS } from './moves.ts';
import { NO_VERSIONS, type Pointer } from './pointer.ts';
import { isInRange } from './software-range.ts';

const name = (version: number) => ({ version, digest: `${version}`.repeat(64).slice(0, 64) });
const running = (version: number): Pointer => proven(started(switched(staged(NO_VERSIONS, name(version)))));

test('a version runs only after it was staged and switched to, and is good only once proven', () => {
  const waiting = staged(running(1), name(2));
  expect(waiting).toMatchObject({ running: name(1), staged: name(2), trusted: 2 });
  const onTrial = switched(waiting);
  expect(onTrial).toMatchObject({ running: name(2), good: name(1), staged: null, trial: { starts: 0 } });
  expect(proven(onTrial)).toMatchObject({ running: name(2), good: name(2), trial: null });
});

test('nothing staged: a switch changes nothing', () => {
  expect(switched(running(1))).toEqual(running(1));
});

test('a version on trial that does not start is gone back from, and what was trusted stays', () => {
  let pointer = switched(staged(running(1), name(2)));
  for (let starts = 1; starts <= TRIAL_STARTS; starts++) {
    pointer = started(pointer);
    expect(pointer).toMatchObject({ running: name(2), trial: { starts } });
  }
  expect(started(pointer)).toMatchObject({
    running: name(1),
    trial: null,
    trusted: 2,
    refused: { version: 2, reason: 'did-not-start' },
  });
});

test('a proven version may be started as often as it likes', () => {
  let pointer = running(1);
  for (let starts = 0; starts <= TRIAL_STARTS; starts++) pointer = started(pointer);
  expect(pointer).toEqual(running(1));
});

test('the first version of all has only the machine’s own configuration before it', () => {
  expect(goneBack(switched(staged(NO_VERSIONS, name(1))), 'no-session')).toMatchObject({ running: null, good: null });
});

test('a good version that has been damaged leads to the machine’s own, not round in a circle', () => {
  const once = goneBack(running(3), 'damaged');
  expect(once).toMatchObject({ running: null, good: null });
  expect(goneBack(once, 'damaged')).toEqual(once);
});

test('the hub is told of the trial', () => {
  expect(stateOf(switched(staged(running(1), name(2))))).toEqual({
    running: name(2),
    staged: null,
    trusted: 2,
    isOnTrial: true,
    refused: null,
  });
});

test.each([
  ['0.1.0', '0.1.0', null, true],
  ['0.2.0', '0.10.0', null, false],
  ['0.10.1', '0.10.0', '0.11.0', true],
  ['0.11.0', '0.10.0', '0.11.0', false],
  ['1.0.0-rc.1', '0.9.9', '1.0.1', true],
  ['unknown', '0.0.1', null, false],
])('software %s, asked for from %s below %s: %s', (version, from, below, expected) => {
  expect(isInRange(version, { from, below })).toBe(expected);
});
