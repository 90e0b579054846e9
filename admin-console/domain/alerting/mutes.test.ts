import { expect, test } from 'vitest';
import { type Mute, mutedUntil } from './mutes.ts';

const PLACE = { id: 'T-01', locationId: 'rathaus' };
const mute = (from: number, until: number, change: Partial<Mute> = {}): Mute => ({
  scope: { kind: 'tenant' },
  cause: null,
  from,
  until,
  endedAt: null,
  ...change,
});

test('a window mutes from its beginning to its end', () => {
  const mutes = [mute(100, 200)];
  expect(mutedUntil(mutes, PLACE, 'offline', 99)).toBeNull();
  expect(mutedUntil(mutes, PLACE, 'offline', 100)).toBe(200);
  expect(mutedUntil(mutes, PLACE, 'offline', 199)).toBe(200);
  expect(mutedUntil(mutes, PLACE, 'offline', 200)).toBeNull();
});

test('windows that follow each other are one', () => {
  expect(mutedUntil([mute(300, 400), mute(100, 200), mute(200, 300)], PLACE, 'offline', 150)).toBe(400);
  expect(mutedUntil([mute(100, 200), mute(201, 300)], PLACE, 'offline', 150)).toBe(200);
});

test('one that somebody ended is over', () => {
  expect(mutedUntil([mute(100, 200, { endedAt: 120 })], PLACE, 'offline', 130)).toBeNull();
});

test('it mutes what it names: terminal, location, cause', () => {
  const about = (scope: Mute['scope']) => mutedUntil([mute(0, 9, { scope })], PLACE, 'device', 1);
  expect(about({ kind: 'terminals', ids: ['T-01'] })).toBe(9);
  expect(about({ kind: 'terminals', ids: ['T-02'] })).toBeNull();
  expect(about({ kind: 'locations', ids: ['rathaus'] })).toBe(9);
  expect(about({ kind: 'locations', ids: ['bad'] })).toBeNull();
  expect(mutedUntil([mute(0, 9, { cause: 'device' })], PLACE, 'device', 1)).toBe(9);
  expect(mutedUntil([mute(0, 9, { cause: 'portal' })], PLACE, 'device', 1)).toBeNull();
});

test('nothing mutes a person who asks for help', () => {
  expect(mutedUntil([mute(0, 9), mute(0, 9, { cause: 'help' })], PLACE, 'help', 1)).toBeNull();
});
