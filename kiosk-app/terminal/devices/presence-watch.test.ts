import { expect, test } from 'vitest';
import type { Presence, PresenceSensor } from '../../../device-drivers/presence/contract.ts';
import { Listeners } from '../../../foundation/listeners.ts';
import { watchPresence } from './presence-watch.ts';

function watched() {
  const listeners = new Listeners<[presence: Presence]>();
  const sensor: PresenceSensor = {
    kind: 'presence',
    open() {},
    close: async () => {},
    health: () => ({ state: 'ready', reason: null, model: 'x'.repeat(100), firmware: null, seenAt: 1 }),
    onHealth: () => () => {},
    checkHealth: async () => ({ passed: true, steps: [] }),
    statistics: () => ({}),
    presence: () => 'present',
    onPresence(listener) {
      return listeners.add(listener);
    },
  };
  const told: boolean[] = [];
  const watch = watchPresence(sensor, { tell: (present) => told.push(present), onChange: () => {} });
  watch.open();
  const say = (presence: Presence) => {
    listeners.tell(presence);
  };
  return { watch, told, say, listeners };
}

test('stepping away and coming back are told', () => {
  const { told, say } = watched();
  say('absent');
  say('present');
  expect(told).toEqual([false, true]);
});

test('a sensor that is away covers nobody: nothing is told', () => {
  const { told, say } = watched();
  say('unknown');
  expect(told).toEqual([]);
});

test('closed: it listens no more', async () => {
  const { watch, listeners } = watched();
  await watch.close();
  expect(listeners.size).toBe(0);
});

test('its report fits the hub’s contract', () => {
  expect(watched().watch.reports()[0]?.model).toHaveLength(80);
});
