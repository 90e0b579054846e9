import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { silentLog } from '../../foundation/log.ts';
import { createPresenceSimulator } from '../../simulators/presence/index.ts';
import { type ChannelOptions, openChannel } from './channel.ts';
import type { Presence } from './contract.ts';
import { DELAYS } from './delays.ts';
import { IioPresenceSensor } from './driver.ts';

const HUMAN_PRESENCE: ChannelOptions = { directory: '/dev/iio', kind: 'proximity', index: null, near: null };

let clock: SimulatedClock;
/** Attribute files of the sensor; a missing one throws as the kernel does. */
let files: Map<string, string>;
let heard: Presence[];
let sensor: IioPresenceSensor;
let hangs: boolean;

const fault = (code: string) => Object.assign(new Error(code), { code });
async function read(path: string): Promise<string> {
  if (hangs) return new Promise(() => {});
  const text = files.get(path.slice('/dev/iio/'.length));
  if (text === undefined) throw fault('ENOENT');
  return text;
}
const put = (file: string, value: number | string) => void files.set(file, `${value}\n`);

beforeEach(async () => {
  clock = new SimulatedClock();
  files = new Map([['name', 'prox\n']]);
  hangs = false;
  heard = [];
  put('in_proximity_raw', 1);
  sensor = new IioPresenceSensor({ open: () => openChannel(HUMAN_PRESENCE, read), clock, log: silentLog });
  sensor.onPresence((presence) => heard.push(presence));
  sensor.open();
  await clock.advance(0);
});
afterEach(async () => {
  await sensor.close();
  expect(clock.waiting).toBe(0);
});

test('somebody who is there is seen with the first reading', () => {
  expect(sensor.health()).toMatchObject({ state: 'ready', model: 'prox' });
  expect(heard).toEqual(['present']);
});

test('who bends down for a moment has not gone', async () => {
  put('in_proximity_raw', 0);
  await clock.advance(DELAYS.absentAfter - DELAYS.readEvery);
  put('in_proximity_raw', 1);
  await clock.advance(10 * DELAYS.absentAfter);
  expect(heard).toEqual(['present']);
});

test('who has gone is missed after the named time, who comes back is seen at once', async () => {
  put('in_proximity_raw', 0);
  await clock.advance(DELAYS.absentAfter + 2 * DELAYS.readEvery);
  expect(heard).toEqual(['present', 'absent']);
  put('in_proximity_raw', 1);
  await clock.advance(DELAYS.readEvery);
  expect(heard.at(-1)).toBe('present');
});

test('a sensor that is pulled out says unknown, never absent, and is read again when it is back', async () => {
  files.clear();
  await clock.advance(DELAYS.readEvery);
  expect(heard).toEqual(['present', 'unknown']);
  expect(sensor.health()).toMatchObject({ state: 'offline', reason: 'no-channel' });
  put('in_proximity_raw', 1);
  await clock.advance(DELAYS.retryAfter);
  expect(heard.at(-1)).toBe('present');
});

test('a reading that hangs in the kernel is not waited for', async () => {
  hangs = true;
  await clock.advance(DELAYS.readEvery + DELAYS.readWithin);
  expect(sensor.health()).toMatchObject({ state: 'offline', reason: 'silent' });
  expect(heard.at(-1)).toBe('unknown');
});

test('what is no number is said to be none', async () => {
  files.set('in_proximity_raw', 'EIO');
  await clock.advance(DELAYS.readEvery);
  expect(sensor.health().reason).toBe('not-a-number');
});

test('the near level of the device counts where the configuration names none', async () => {
  put('in_proximity_raw', 40);
  put('in_proximity_nearlevel', 50);
  const channel = await openChannel(HUMAN_PRESENCE, read);
  expect(channel).toMatchObject({ ok: true, value: { near: 50 } });
  expect(channel.ok && (await channel.value.isNear())).toEqual({ ok: true, value: false });
});

test('a distance is metres once scaled, and near is below', async () => {
  put('in_distance_raw', 900);
  put('in_distance_scale', 0.001);
  const channel = await openChannel({ ...HUMAN_PRESENCE, kind: 'distance' }, read);
  expect(channel.ok && (await channel.value.isNear())).toEqual({ ok: true, value: true });
  put('in_distance_raw', 1500);
  expect(channel.ok && (await channel.value.isNear())).toEqual({ ok: true, value: false });
});

test('one channel of several is read by its number', async () => {
  put('in_proximity1_raw', 1);
  const channel = await openChannel({ ...HUMAN_PRESENCE, index: 1 }, read);
  expect(channel.ok && (await channel.value.isNear())).toEqual({ ok: true, value: true });
});

test('the health check names the threshold and what is seen', async () => {
  expect(await sensor.checkHealth()).toEqual({
    passed: true,
    steps: [
      { step: 'channel', outcome: 'passed', detail: 'near: 1' },
      { step: 'presence', outcome: 'passed', detail: 'present' },
      { step: 'changes', outcome: 'passed', detail: '1 came, 0 went since start' },
    ],
  });
});

test('the simulator is a directory as the kernel shows it', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'bt-presence-'));
  const simulator = createPresenceSimulator(join(directory, 'iio:device0'));
  const channel = await openChannel({ ...HUMAN_PRESENCE, directory: simulator.directory });
  expect(channel.ok && (await channel.value.isNear())).toEqual({ ok: true, value: true });
  simulator.setPresent(false);
  expect(channel.ok && (await channel.value.isNear())).toEqual({ ok: true, value: false });
  simulator.unplug();
  expect(channel.ok && (await channel.value.isNear())).toEqual({ ok: false, error: 'no-channel' });
  rmSync(directory, { recursive: true });
});
