import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { systemClock } from '../../../../foundation/clock.ts';
import { silentLog } from '../../../../foundation/log.ts';
import { freePort } from '../../../../simulators/free-port.ts';
import { startZvtSimulator } from '../../../../simulators/payment/index.ts';
import { until } from '../../../../simulators/payment/test-support/real-time.ts';
import { createRig, type LineEnds } from '../../../../simulators/payment/test-support/rig.ts';
import { createZvtPaymentTerminal } from '../../index.ts';
import type { ByteChannel } from '../../transport/channel.ts';
import { serialLink } from '../../transport/serial-link.ts';

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

async function portOf(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket.on('error', () => {})));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  opened.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

function open(port: number, callback: { address: string; port: number } | null = null) {
  const terminal = createZvtPaymentTerminal({
    host: '127.0.0.1',
    port,
    callback,
    password: '000000',
    clock: systemClock,
    log: silentLog,
    delays: { reconnectFirst: 20, reconnectMost: 100, T3: 200, becomeReady: 300 },
  });
  opened.push(() => terminal.close());
  terminal.open();
  return terminal;
}

const saying = (bytes: string | Uint8Array, when: 'connect' | 'data') =>
  createServer((socket) => {
    if (when === 'connect') socket.write(bytes);
    socket.on('data', () => when === 'data' && socket.write(bytes));
  });

test.each<[string, () => Server]>([
  ['a web server', () => createHttpServer()],
  ['an SSH server', () => saying('SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n', 'connect')],
  ['a mail server', () => saying('220 mail.example ESMTP\r\n', 'connect')],
  ['a TLS server', () => saying(Uint8Array.of(0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x46), 'data')],
  ['a line printer that answers PJL', () => saying('@PJL INFO STATUS\r\nCODE=10001\r\n', 'data')],
  ['random bytes that begin like a message', () => saying(Uint8Array.of(0x06, 0x4c, 0x93, 0x11, 0xe2), 'connect')],
  ['a whole message of another cash-register protocol', () => saying(Uint8Array.of(0x05, 0x77, 0x01, 0x31), 'data')],
  ['an echo', () => createServer((socket) => socket.pipe(socket))],
])('%s on the ZVT port is told to the technician as such', async (_, make) => {
  const terminal = open(await portOf(make()));
  await until(() => terminal.health().reason === 'not-zvt');
  expect(terminal.health().state).toBe('faulty');
  expect(await terminal.checkHealth()).toMatchObject({
    passed: false,
    steps: expect.arrayContaining([{ step: 'connection', outcome: 'failed', detail: 'not-zvt' }]),
  });
});

test('somebody who accepts and says nothing is silent, not something else', async () => {
  const terminal = open(await portOf(createServer()));
  await until(() => terminal.health().reason === 'no-answer');
  expect(terminal.health().state).toBe('offline');
});

test('the terminal comes back to its port: ready again without anybody’s help', async () => {
  const other = saying('220 mail.example\r\n', 'connect');
  const port = await portOf(other);
  const terminal = open(port);
  await until(() => terminal.health().reason === 'not-zvt');
  await new Promise<void>((resolve) => other.close(() => resolve()));
  const simulator = await startZvtSimulator({ port, clock: systemClock, log: silentLog, pace: 0 });
  opened.push(() => simulator.close());
  await until(() => terminal.health().state === 'ready');
});

test('bytes of another protocol from a device that has spoken ZVT are a disturbed line, not something else', async () => {
  const rig = createRig();
  await rig.inService();
  rig.line()?.device.write(new TextEncoder().encode('HTTP/1.1 400 Bad Request\r\n\r\n'));
  await rig.clock.advance(5_000);
  expect(rig.terminal.health()).toMatchObject({ state: 'ready', reason: null });
});

test('a web client that calls our own port from the device’s address is told by the health check, and the line stays', async () => {
  const simulator = await startZvtSimulator({ port: 0, clock: systemClock, log: silentLog, pace: 0 });
  opened.push(() => simulator.close());
  const callback = { address: '127.0.0.1', port: await freePort() };
  const terminal = open(simulator.port, callback);
  await until(() => terminal.health().state === 'ready');
  const stepOf = async () => (await terminal.checkHealth()).steps.find(({ step }) => step === 'callback');
  expect(await stepOf()).toEqual({ step: 'callback', outcome: 'passed', detail: 'listening' });
  const caller = connect(callback.port, '127.0.0.1');
  const gone = new Promise((resolve) => caller.on('close', resolve));
  caller.on('error', () => {}).write('GET / HTTP/1.1\r\nHost: kiosk\r\n\r\n');
  await gone;
  expect(await stepOf()).toEqual({ step: 'callback', outcome: 'failed', detail: 'not-zvt' });
  expect(terminal.health()).toMatchObject({ state: 'ready', reason: null });
});

test('a port of ours that somebody else has is told by the health check', async () => {
  const simulator = await startZvtSimulator({ port: 0, clock: systemClock, log: silentLog, pace: 0 });
  opened.push(() => simulator.close());
  const terminal = open(simulator.port, { address: '127.0.0.1', port: await portOf(createServer()) });
  await until(() => terminal.health().state === 'ready');
  const report = await terminal.checkHealth();
  expect(report.steps).toContainEqual({ step: 'callback', outcome: 'failed', detail: 'port-unusable' });
});

test('a serial line that only babbles (a modem, a scale, a printer) is something else', async () => {
  const babbling = (ends: LineEnds): LineEnds => ({ ...ends, device: babble(ends.device) });
  const rig = createRig({ makeLink: serialLink, spoil: babbling });
  rig.terminal.open();
  await rig.clock.advance(30_000);
  expect(rig.terminal.health()).toMatchObject({ state: 'faulty', reason: 'not-zvt' });
});

/** Answers every write with a word of its own and hears nothing of it. */
function babble(device: ByteChannel): ByteChannel {
  device.onData(() => device.write(new TextEncoder().encode('ERROR\r\n')));
  return {
    ...device,
    write: () => {},
    end: () => device.end(),
    destroy: () => device.destroy(),
    onData: () => {},
    onClose: (listener) => device.onClose(listener),
  };
}
