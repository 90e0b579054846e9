import { afterEach, expect, test } from 'vitest';
import WebSocket from 'ws';
import { systemClock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import { silentLog } from '../../../foundation/log.ts';
import { DELAYS } from '../configuration/delays.ts';
import { until } from '../test-support/processes.ts';
import { stubShell } from '../test-support/stub-shell.ts';
import { SHELL_PATH, type ShellBridge, startShellBridge } from './shell-bridge.ts';

const TOKEN = 'right-token';
const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

async function bridge(change: Partial<Parameters<typeof startShellBridge>[0]> = {}): Promise<ShellBridge> {
  const started = await startShellBridge({
    token: TOKEN,
    production: false,
    preferredPort: null,
    delays: { ...DELAYS, shellHelloWithin: 150, shellAnswerWithin: 300 },
    clock: systemClock,
    log: silentLog,
    onFrameOrigin: () => {},
    onIncident: () => {},
    ...change,
  });
  cleanUps.push(() => started.close());
  return started;
}

function shellOn(to: ShellBridge, change: Omit<Parameters<typeof stubShell>[0], 'port' | 'token'> = {}, token = TOKEN) {
  const shell = stubShell({ port: to.port, token, ...change });
  cleanUps.push(() => shell.close());
  return shell;
}

function addresses() {
  let given = 0;
  return async () => `http://127.0.0.1:4242/#token-${++given}`;
}

test('two shells each get an address of their own', async () => {
  const b = await bridge();
  const [first, second] = [shellOn(b), shellOn(b)];
  await until(() => b.attached() === 2);
  await b.show(addresses());
  const shown = [...first.orders, ...second.orders].filter((order) => order.startsWith('show'));
  expect(new Set(shown).size).toBe(2);
});

test('a shell that comes later is shown what is on now, covered if it is covered', async () => {
  const b = await bridge();
  await b.show(addresses());
  b.cover(true);
  const late = shellOn(b);
  await until(() => late.orders.length === 2);
  expect(late.orders).toEqual(['show http://127.0.0.1:4242/#token-1', 'cover true']);
});

test('a shell that lost its page is shown the session again with a new token', async () => {
  const b = await bridge();
  const s = shellOn(b);
  await s.hello;
  await b.show(addresses());
  await s.lost('crashed');
  await until(() => s.orders.includes('show http://127.0.0.1:4242/#token-2'));
});

test('a wrong token is refused and shows nothing', async () => {
  const b = await bridge();
  await b.show(addresses());
  const s = shellOn(b, {}, 'wrong-token');
  expect(await s.hello).toBe('unauthorised');
  await expect(s.lost('x')).rejects.toThrow('unauthorised');
  expect(b.attached()).toBe(0);
  expect(s.orders).toEqual([]);
});

test('a connection that never says hello is cut', async () => {
  const b = await bridge();
  const socket = new WebSocket(`ws://127.0.0.1:${b.port}${SHELL_PATH}`);
  cleanUps.push(() => socket.terminate());
  let closed = false;
  socket.once('close', () => {
    closed = true;
  });
  await until(() => closed, 1_000);
});

test('a page in a browser cannot connect: it has an Origin', async () => {
  const b = await bridge();
  const socket = new WebSocket(`ws://127.0.0.1:${b.port}${SHELL_PATH}`, { origin: 'http://127.0.0.1:9999' });
  const failure = await new Promise<Error>((resolve) => socket.once('error', resolve));
  expect(failure.message).toContain('401');
});

test('a framing shell is refused in production', async () => {
  const b = await bridge({ production: true });
  expect(await shellOn(b, { frameOrigin: 'http://127.0.0.1:7000' }).hello).toBe('not-for-production');
});

test('a shell that cannot prove its wipe is restarted', async () => {
  const b = await bridge();
  const wipe = () => {
    throw new Refusal('not-wiped');
  };
  const s = shellOn(b, { methods: { wipe } });
  await s.hello;
  await b.wipe();
  expect(s.orders).toContain('restart');
});

test('a shell that does not answer at all does not hold up the others', async () => {
  const b = await bridge();
  const never = () => new Promise<Record<string, never>>(() => {});
  await shellOn(b, { methods: { wipe: never, restart: never } }).hello;
  const s = shellOn(b);
  await s.hello;
  await b.wipe();
  expect(s.orders).toContain('wipe');
});

test('a shell that asks again and again for its page is refused: something loops', async () => {
  const b = await bridge();
  const s = shellOn(b);
  await s.hello;
  const asked = await Promise.allSettled(Array.from({ length: 31 }, () => s.lost('loop')));
  expect(asked.at(-1)).toMatchObject({ status: 'rejected', reason: { reason: 'too-often' } });
});

test('the port of the run before is taken again, another one if it is in use', async () => {
  const first = await bridge();
  const second = await bridge({ preferredPort: first.port });
  expect(second.port).not.toBe(first.port);
  await first.close();
  const third = await bridge({ preferredPort: first.port });
  expect(third.port).toBe(first.port);
});
