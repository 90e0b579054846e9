import { once } from 'node:events';
import { mkdtemp, readdir, rm, rmdir, symlink } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import WebSocket, { WebSocketServer } from 'ws';
import { SimulatedClock, systemClock } from '../../foundation/clock.ts';
import { createLog, silentLog } from '../../foundation/log.ts';
import { DEMO_CARD, startAusweisAppSimulator } from '../../simulators/eid/index.ts';
import { bench, Play, pass, state } from '../../simulators/eid/test-support/play.ts';
import type { EidClient } from './contract.ts';
import { createEidClient } from './index.ts';

const connect = (url: string, clock = systemClock, log = silentLog) =>
  createEidClient({ client: { kind: 'connect', url }, directory: '/nonexistent', clock, log });

test('health tells the client and its version', async () => {
  await using at = await bench();
  expect(at.client.health()).toMatchObject({ state: 'ready', model: 'AusweisApp2', firmware: '1.26.2' });
  expect(await at.client.checkHealth()).toMatchObject({ passed: true });
});

test('a missing AusweisApp is told at once', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'eid-test-'));
  const client = createEidClient({
    client: { kind: 'start', command: 'no-such-ausweisapp', builtInSimulatorCard: false },
    directory,
    clock: systemClock,
    log: silentLog,
  });
  client.open();
  const play = new Play();
  client.changePin(play.hear);
  expect(await play.next('failed')).toMatchObject({ reason: 'client-missing' });
  expect(client.health()).toMatchObject({ state: 'offline', reason: 'client-missing' });
  await client.close();
  expect(await readdir(directory)).toEqual([]);
  await rmdir(directory);
});

test('a program that is no AusweisApp is started again and again, and leaves nothing behind', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'eid-test-'));
  const client = createEidClient({
    client: { kind: 'start', command: '/bin/true', builtInSimulatorCard: true },
    directory,
    clock: systemClock,
    log: silentLog,
  });
  client.open();
  await state(client, 'client-gone');
  await client.close();
  expect(await readdir(directory)).toEqual([]);
  await rmdir(directory);
});

test('an AusweisApp too old is told at once', async () => {
  const simulator = await startAusweisAppSimulator({ port: 0, clock: systemClock, log: silentLog });
  simulator.setVersion('1.20.1');
  const client = connect(simulator.url);
  client.open();
  await state(client, 'client-too-old');
  const play = new Play();
  client.changePin(play.hear);
  expect(await play.next('failed')).toMatchObject({ reason: 'client-too-old' });
  await client.close();
  await simulator.close();
});

test('a client in use by somebody else is told', async () => {
  const simulator = await startAusweisAppSimulator({ port: 0, clock: systemClock, log: silentLog });
  const other = new WebSocket(simulator.url);
  await new Promise((resolve) => other.once('open', resolve));
  const client = connect(simulator.url);
  client.open();
  await state(client, 'client-in-use');
  other.terminate();
  await state(client, 'ready');
  await client.close();
  await simulator.close();
});

test('a crash ends the workflow; after the restart it works without anybody doing anything', async () => {
  await using at = await bench();
  at.simulator.layCard({ ...DEMO_CARD });
  const { play } = await at.changePin();
  await play.next('enter-secret');
  await at.simulator.crash();
  expect(await play.next('failed')).toMatchObject({ reason: 'client-gone' });
  await state(at.client, 'offline');
  await at.simulator.restart();
  await state(at.client, 'ready');
  const again = await at.changePin();
  await again.play.next('enter-secret');
  again.workflow.cancel();
  await again.play.next('failed');
  expect(at.client.statistics()).toMatchObject({ clientLossCount: 1, cancelledCount: 1 });
});

test('a client that starts late is waited for', async () => {
  const simulator = await startAusweisAppSimulator({ port: 0, clock: systemClock, log: silentLog, stepMs: 0 });
  await simulator.crash();
  const client = connect(simulator.url);
  client.open();
  const play = new Play();
  const workflow = client.changePin(play.hear);
  await simulator.restart();
  await play.next('started');
  workflow.cancel();
  await play.next('failed');
  await client.close();
  await simulator.close();
});

test('a client that never comes ends the waiting workflow', async () => {
  const simulator = await startAusweisAppSimulator({ port: 0, clock: systemClock, log: silentLog });
  await simulator.crash();
  const clock = new SimulatedClock();
  const client = connect(simulator.url, clock);
  client.open();
  const play = new Play();
  client.changePin(play.hear);
  expect(await pass(clock, play.next('failed'))).toMatchObject({ reason: 'client-gone' });
  await client.close();
  expect(clock.waiting).toBe(0);
});

test('a client that says nothing is not answering', async () => {
  const clock = new SimulatedClock();
  const simulator = await startAusweisAppSimulator({ port: 0, clock: systemClock, log: silentLog });
  simulator.setFault('silent');
  const client = connect(simulator.url, clock);
  client.open();
  await pass(clock, state(client, 'client-not-answering'));
  await client.close();
  await simulator.close();
  expect(clock.waiting).toBe(0);
});

test('a client falling silent in a workflow is dropped and reached anew', async () => {
  const clock = new SimulatedClock();
  await using at = await bench({}, clock);
  at.simulator.setFault('silent');
  const play = new Play();
  at.client.changePin(play.hear);
  expect(await pass(clock, play.next('failed'))).toMatchObject({ reason: 'client-gone' });
  at.simulator.setFault(null);
  await pass(clock, state(at.client, 'ready'));
});

test('no reader: the device is faulty, and a plugged reader heals it', async () => {
  await using at = await bench();
  at.simulator.unplugReader();
  await state(at.client, 'no-reader');
  expect(await at.client.checkHealth()).toMatchObject({ passed: false });
  at.simulator.plugReader();
  await state(at.client, 'ready');
});

test('a workflow without a reader fails after a while, and starts if one comes before', async () => {
  const clock = new SimulatedClock();
  await using at = await bench({}, clock);
  at.simulator.unplugReader();
  await state(at.client, 'no-reader');
  const play = new Play();
  at.client.changePin(play.hear);
  expect(await pass(clock, play.next('failed'))).toMatchObject({ reason: 'reader-gone' });
  const again = new Play();
  at.client.changePin(again.hear);
  at.simulator.plugReader();
  await pass(clock, again.next('insert-card'));
});

test('a reader told in the same breath as the list is not missed', async () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', path: '/eID-Kernel' });
  await new Promise((resolve) => server.once('listening', resolve));
  server.on('connection', (socket) =>
    socket.on('message', (data) => {
      const say = (message: object) => socket.send(JSON.stringify(message));
      const { cmd } = JSON.parse(data.toString()) as { cmd: string };
      if (cmd === 'GET_INFO')
        say({ msg: 'INFO', VersionInfo: { Name: 'AusweisApp2', 'Implementation-Version': '1.26.2' } });
      if (cmd === 'GET_API_LEVEL') say({ msg: 'API_LEVEL', available: [1, 2], current: 2 });
      if (cmd === 'SET_API_LEVEL') say({ msg: 'API_LEVEL', current: 2 });
      if (cmd !== 'GET_READER_LIST') return;
      say({ msg: 'READER_LIST', readers: [] });
      say({ msg: 'READER', name: 'late', attached: true, keypad: false, card: null });
    }),
  );
  const clock = new SimulatedClock();
  const client = connect(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/eID-Kernel`, clock);
  client.open();
  await state(client, 'ready');
  await client.close();
  server.close();
});

test('trap 3: after a restart of pcscd the readers are found again by a new connection', async () => {
  const clock = new SimulatedClock();
  await using at = await bench({}, clock);
  at.simulator.restartSmartCardService();
  await state(at.client, 'no-reader');
  await pass(clock, state(at.client, 'ready'));
});

test('trap 3: a workflow waiting for a card gives up when the readers stay away', async () => {
  const clock = new SimulatedClock();
  await using at = await bench({}, clock);
  const { play } = await at.changePin();
  await play.next('insert-card');
  at.simulator.restartSmartCardService();
  expect(await pass(clock, play.next('failed'))).toMatchObject({ reason: 'reader-gone' });
});

test('a card laid and taken off is told without a workflow', async () => {
  await using at = await bench();
  const seen: boolean[] = [];
  const both = new Promise<void>((resolve) => at.client.onCard(({ present }) => seen.push(present) === 2 && resolve()));
  at.simulator.layCard({ ...DEMO_CARD });
  at.simulator.removeCard();
  await both;
  expect(seen).toEqual([true, false]);
});

test('a second workflow at the same time is refused', async () => {
  await using at = await bench();
  await at.changePin();
  expect(() => at.client.changePin(() => {})).toThrow('busy');
});

test('an address that is not https is refused', async () => {
  await using at = await bench();
  expect(() => at.client.authenticate('http://portal.example/', () => {})).toThrow('invalid-url');
});

test('secrets never reach the log', async () => {
  const lines: string[] = [];
  const simulator = await startAusweisAppSimulator({ port: 0, clock: systemClock, log: silentLog, stepMs: 0 });
  simulator.layCard({ ...DEMO_CARD });
  const client = connect(
    simulator.url,
    systemClock,
    createLog((line) => lines.push(line), systemClock),
  );
  client.open();
  const play = new Play();
  const workflow = client.changePin(play.hear);
  await play.next('enter-secret');
  workflow.secret('pin', '123456');
  await play.next('enter-secret');
  workflow.secret('new-pin', '192837');
  await play.next('pin-changed');
  await client.close();
  await simulator.close();
  expect(lines.length).toBeGreaterThan(3);
  expect(lines.join('')).not.toMatch(/123456|192837/);
});

test('a card whose tries are unknown (-1) leaves the device in service, and the PIN is asked for', async () => {
  await using at = await bench({ api: 3 });
  at.simulator.layCard({ ...DEMO_CARD, hidesTries: true });
  await card(at.client, true);
  expect(at.client.health().state).toBe('ready');
  const { play, workflow } = await at.changePin();
  expect(await play.next('enter-secret')).toMatchObject({ secret: 'pin', triesLeft: null, wrongBefore: false });
  workflow.secret('pin', '123456');
  expect(await play.next('enter-secret')).toMatchObject({ secret: 'new-pin' });
});

test('a card without eID function that lay there before the prompt is told at once', async () => {
  await using at = await bench({ api: 3 });
  at.simulator.layCard({ kind: 'other' });
  await card(at.client, true);
  const play = new Play();
  at.client.changePin(play.hear);
  expect(await play.next('failed')).toMatchObject({ reason: 'not-an-eid-card' });
});

test('an identity card switched off that lay there before the prompt is told at once', async () => {
  await using at = await bench();
  at.simulator.layCard({ ...DEMO_CARD, deactivated: true });
  await card(at.client, true);
  const play = new Play();
  at.client.changePin(play.hear);
  expect(await play.next('failed')).toMatchObject({ reason: 'card-deactivated' });
});

test('a useless card forgotten on another reader disturbs nobody', async () => {
  await using at = await bench({ api: 3 });
  at.simulator.plugReader('Technician 01');
  at.simulator.layCard({ kind: 'other' }, 'Technician 01');
  await card(at.client, true);
  const { play, workflow } = await at.changePin();
  await play.next('insert-card');
  at.simulator.layCard(DEMO_CARD);
  expect(await play.next('enter-secret')).toMatchObject({ secret: 'pin' });
  at.simulator.removeCard('Technician 01');
  at.simulator.layCard({ ...DEMO_CARD, deactivated: true }, 'Technician 01');
  workflow.secret('pin', '123456');
  expect(await play.next('enter-secret')).toMatchObject({ secret: 'new-pin' });
});

test('another reader that comes, is used and goes while the PIN is asked for disturbs nobody', async () => {
  await using at = await bench({ api: 3 });
  at.simulator.layCard(DEMO_CARD);
  const { play, workflow } = await at.changePin();
  await play.next('enter-secret');
  at.simulator.plugReader('Technician 01');
  at.simulator.layCard({ ...DEMO_CARD, retryCounter: 0 }, 'Technician 01');
  at.simulator.removeCard('Technician 01');
  at.simulator.unplugReader('Technician 01');
  workflow.secret('pin', '123456');
  expect(await play.next('enter-secret')).toMatchObject({ secret: 'new-pin' });
});

test('the handshake names its program and no origin: the app would take us for a web page', async () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = connect(`ws://127.0.0.1:${port}/eID-Kernel`);
  const asked = once(server, 'connection');
  client.open();
  const [, { headers }] = (await asked) as [WebSocket, IncomingMessage];
  expect(headers).toMatchObject({ 'user-agent': expect.stringMatching(/\w/) });
  expect(headers).not.toHaveProperty('origin');
  await client.close();
  server.close();
});

test('the app is found under its other name, too', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'eid-test-'));
  await symlink('/bin/true', join(directory, 'AusweisApp'));
  vi.stubEnv('PATH', directory);
  const client = createEidClient({
    client: { kind: 'start', command: 'AusweisApp2', builtInSimulatorCard: false },
    directory,
    clock: systemClock,
    log: silentLog,
  });
  client.open();
  // Missing, it would be said to be missing.
  await state(client, 'client-gone');
  await client.close();
  vi.unstubAllEnvs();
  await rm(directory, { recursive: true });
});

/** Until the driver has told that a card lies there, or none. */
function card(client: EidClient, present: boolean): Promise<void> {
  return new Promise((resolve) => {
    const off = client.onCard((told) => {
      if (told.present !== present) return;
      off();
      resolve();
    });
  });
}
