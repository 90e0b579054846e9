import { type AddressInfo, createServer } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { silentLog } from '../../foundation/log.ts';
import { createKeypadSimulator, type KeypadSimulator } from '../../simulators/keypad/index.ts';
import { LINK_DELAYS } from '../links/delays.ts';
import type { KeyMap, Keypad } from './contract.ts';
import { createKeypad } from './index.ts';

const KEYS: KeyMap = {
  '52': 'up',
  '51': 'down',
  '28': 'select',
  '6a': 'headset-plugged',
  '6b': 'headset-unplugged',
  e1: 'help',
};
const UP = 0x52;
const DOWN = 0x51;

let clock: SimulatedClock;
let simulator: KeypadSimulator;
let keypad: Keypad;
let heard: string[];

beforeEach(async () => {
  clock = new SimulatedClock();
  simulator = createKeypadSimulator();
  keypad = createKeypad({ path: '2047:09d0', keyMap: KEYS, clock, log: silentLog, openHid: simulator.openHid });
  heard = [];
  keypad.onKey(({ action, pressed }) => heard.push(`${action} ${pressed ? 'down' : 'up'}`));
  keypad.onHeadset((state) => heard.push(`headset ${state}`));
  keypad.open();
  await clock.advance(0);
});
afterEach(() => keypad.close());

test('a key is heard when it goes down and when it comes up', () => {
  simulator.press(UP);
  simulator.release();
  expect(heard).toEqual(['up down', 'up up']);
});

test('a key that is held is heard once', () => {
  simulator.press(UP);
  simulator.press(UP);
  expect(heard).toEqual(['up down']);
});

test('a finger that slides to the next key releases the first one', () => {
  simulator.press(UP);
  simulator.press(DOWN);
  expect(heard).toEqual(['up down', 'up up', 'down down']);
});

test('a modifier can be a key of the map', () => {
  simulator.report(Uint8Array.from([0x02, 0, 0, 0, 0, 0, 0, 0]));
  expect(heard).toEqual(['help down']);
});

test('the headset is unknown, plugged, unplugged', () => {
  expect(keypad.headset()).toBe('unknown');
  simulator.press(0x6a);
  simulator.release();
  expect(keypad.headset()).toBe('plugged');
  simulator.press(0x6b);
  expect(heard).toEqual(['headset plugged', 'headset unplugged']);
});

test('a keypad pulled out releases its keys, and nothing private sounds any more', () => {
  simulator.press(0x6a);
  simulator.press(UP);
  simulator.pullCable();
  expect(heard.slice(-2)).toEqual(['up up', 'headset unknown']);
  expect(keypad.health()).toMatchObject({ state: 'offline', reason: 'disconnected' });
});

test('a keypad plugged in again works without a restart', async () => {
  simulator.pullCable();
  await clock.advance(LINK_DELAYS.reconnectAfter);
  expect(keypad.health()).toMatchObject({ state: 'offline', reason: 'no-such-port' });
  simulator.plugCable();
  await clock.advance(LINK_DELAYS.reconnectAtMost);
  expect(keypad.health().state).toBe('ready');
  simulator.press(UP);
  expect(heard).toEqual(['up down']);
});

test('too many keys at once change nothing', () => {
  simulator.press(UP);
  simulator.report(Uint8Array.from([0, 0, 1, 1, 1, 1, 1, 1]));
  simulator.press(UP);
  expect(heard).toEqual(['up down']);
  expect(keypad.statistics().badReports).toBe(1);
});

test('a key that is not in the map means nothing and is counted', () => {
  simulator.press(0x04);
  expect(heard).toEqual([]);
  expect(keypad.statistics().unmappedKeys).toBe(1);
});

test('a report of another length is refused', () => {
  simulator.report(Uint8Array.from([0, 0, UP]));
  expect(heard).toEqual([]);
  expect(keypad.statistics().badReports).toBe(1);
});

test('closing leaves no timer', async () => {
  simulator.pullCable();
  await keypad.close();
  expect(clock.waiting).toBe(0);
});

test('reports over TCP arrive whole, however the network cuts them', async () => {
  const server = createServer((socket) => {
    const reports = Buffer.from([0, 0, UP, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    socket.write(reports.subarray(0, 3));
    setTimeout(() => socket.write(reports.subarray(3)), 20);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const remote = createKeypad({ protocol: 'tcp', path: `127.0.0.1:${port}`, keyMap: KEYS, clock, log: silentLog });
  remote.onKey(({ action, pressed }) => heard.push(`${action} ${pressed ? 'down' : 'up'}`));
  remote.open();
  await expect.poll(() => heard).toEqual(['up down', 'up up']);
  await remote.close();
  server.close();
});
