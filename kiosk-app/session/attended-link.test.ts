import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { silentLog } from '../../foundation/log.ts';
import { lineTransport } from '../../foundation/rpc/transports.ts';
import { type AttendedLink, connectAttended } from './attended-link.ts';
import { createFakeAttended, type FakeAttended } from './test-support/fake-attended.ts';

let directory: string;
let clock: SimulatedClock;
let link: AttendedLink;
let server: Server | null = null;
let host: FakeAttended | null = null;
const sockets: Socket[] = [];
const cards: boolean[] = [];
let lost = 0;

const listen = () =>
  new Promise<void>((resolve) => {
    server = createServer((socket) => {
      sockets.push(socket);
      host = createFakeAttended({ transport: lineTransport(socket), clock });
    }).listen(join(directory, 'a.sock'), resolve);
  });
/** Real sockets and simulated time: lets the kernel speak, then the clock. */
const until = async (check: () => boolean) => {
  for (let i = 0; i < 400 && !check(); i++) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    await clock.advance(50);
  }
  expect(check()).toBe(true);
};

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'bt-link-'));
  clock = new SimulatedClock();
  cards.length = 0;
  lost = 0;
});
afterEach(() => {
  link.close();
  for (const socket of sockets.splice(0)) socket.destroy();
  server?.close();
  host = null;
  rmSync(directory, { recursive: true, force: true });
});

const connect = () => {
  link = connectAttended({
    socket: join(directory, 'a.sock'),
    clock,
    log: silentLog,
    onLost: () => {
      lost++;
    },
    handlers: {
      methods: {},
      notifications: {
        'eid.event': () => {},
        'eid.card': ({ present }) => cards.push(present),
        'scan.progress': () => {},
        'code.read': () => {},
        'page.progress': () => {},
        'keypad.key': () => {},
        'keypad.headset': () => {},
      },
    },
  });
};

test('asks and hears over a real socket', async () => {
  await listen();
  connect();
  await until(() => host !== null);
  await expect(link.call('eid.continue', {})).resolves.toEqual({});
  host?.card(true);
  await until(() => cards.length === 1);
});

test('a host that comes later is found', async () => {
  connect();
  await expect(link.call('eid.continue', {})).rejects.toThrow('not-connected');
  await clock.advance(2_000);
  await listen();
  await until(() => host !== null);
});

test('without a host the start goes on after its patience', async () => {
  connect();
  let isSettled = false;
  void link.settled.then(() => {
    isSettled = true;
  });
  await until(() => isSettled);
});

test('a host that crashes: what was asked is refused, then it is taken up again', async () => {
  await listen();
  connect();
  await until(() => host !== null);
  const first = host;
  if (first) first.script.scan = () => new Promise(() => {});
  const scan = link.call('scan.start', {
    profile: {
      id: 'd',
      source: 'flatbed',
      mode: 'gray',
      resolution: 200,
      page: { width: 210, height: 297 },
      cleanUp: true,
    },
  });
  const refused = expect(scan).rejects.toThrow('link-closed');
  for (const socket of sockets.splice(0)) socket.destroy();
  await refused;
  await until(() => host !== first);
  await expect(link.call('eid.continue', {})).resolves.toEqual({});
});

test('a host that crashes while nothing is asked: told once, as no notification will come any more', async () => {
  await listen();
  connect();
  await until(() => host !== null);
  const first = host;
  expect(lost).toBe(0);
  for (const socket of sockets.splice(0)) socket.destroy();
  await until(() => host !== first);
  expect(lost).toBe(1);
});

test('closing the link ourselves is no loss', async () => {
  await listen();
  connect();
  await until(() => host !== null);
  link.close();
  await new Promise((resolve) => sockets.at(-1)?.once('close', resolve));
  expect(lost).toBe(0);
});
