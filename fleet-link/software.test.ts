import { expect, test } from 'vitest';
import { SoftwareState, WantedSoftware } from './software.ts';

const CHANGE = { version: '1.1.0', state: 'refused', reason: 'not-supported' } as const;

test.each([
  ['a version that no database keeps', { running: '1.0.0\0', change: null }],
  ['a sentence as version', { running: 'please call', change: null }],
  ['a sentence as reason', { running: '1.0.0', change: { ...CHANGE, reason: 'Please call' } }],
  ['a state that there is not', { running: '1.0.0', change: { ...CHANGE, state: 'done' } }],
  ['something more', { running: '1.0.0', change: null, who: 'x' }],
])('the hub does not take %s', (_, state) => {
  expect(SoftwareState.safeParse(state).success).toBe(false);
});

test('a terminal takes a package by its digest and size only, or what it has kept', () => {
  const wanted = (of: unknown) => WantedSoftware.safeParse({ version: '1.1.0', package: of }).success;
  expect([wanted(null), wanted({ digest: 'a'.repeat(64), size: 1 })]).toEqual([true, true]);
  expect([wanted({ digest: 'x', size: 1 }), wanted({ digest: 'a'.repeat(64), size: 0 })]).toEqual([false, false]);
});
