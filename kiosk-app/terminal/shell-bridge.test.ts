import { afterEach, expect, test } from 'vitest';
import WebSocket from 'ws';
import { systemClock } from '../../foundation/clock.ts';
import { silentLog } from '../../foundation/log.ts';
import { attachShell, type Shell } from '../shell/client.ts';
import { DELAYS } from './delays.ts';
import { SHELL_PATH, type ShellBridge, startShellBridge } from './shell-bridge.ts';
import { until } from './test-support/processes.ts';

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

function shellOn(to: ShellBridge, change: Partial<Shell> = {}, token = TOKEN) {
  const orders: string[] = [];
  const link = attachShell({
    shell: {
      implementation: 'chromium',
      version: 'test',
      frameOrigin: null,
      showSession: async (url) => void orders.push(`show ${url}`),
      openPortal: async () => {},
      closePortal: async () => {},
      cover: async (on) => void orders.push(`cover ${on}`),
      wipe: async () => void orders.push('wipe'),
      screenshot: async () => '',
      restart: async () => void orders.push('restart'),
      ...change,
    },
    bridge: () => ({ url: `ws://127.0.0.1:${to.port}${SHELL_PATH}`, token }),
    clock: systemClock,
    log: silentLog,
  });
  cleanUps.push(() => link.close());
  return { orders, link };
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
  await until(() => s.link.isAttached());
  await b.show(addresses());
  s.link.lost('crashed');
  await until(() => s.orders.includes('show http://127.0.0.1:4242/#token-2'));
});

test('a wrong token is refused and shows nothing', async () => {
  const b = await bridge();
  await b.show(addresses());
  const s = shellOn(b, {}, 'wrong-token');
  await new Promise((resolve) => setTimeout(resolve, 250));
  expect(b.attached()).toBe(0);
  expect(s.orders.filter((order) => order.startsWith('show'))).toEqual([]);
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
  const s = shellOn(b, { implementation: 'page', frameOrigin: 'http://127.0.0.1:7000' });
  await new Promise((resolve) => setTimeout(resolve, 250));
  expect(s.link.isAttached()).toBe(false);
});

test('a shell that cannot prove its wipe is restarted', async () => {
  const b = await bridge();
  const s = shellOn(b, {
    wipe: async () => {
      throw new Error('browser hangs');
    },
  });
  await until(() => b.attached() === 1);
  await b.wipe();
  expect(s.orders).toContain('restart');
});

test('a shell that does not answer at all does not hold up the others', async () => {
  const b = await bridge();
  shellOn(b, { wipe: () => new Promise(() => {}), restart: () => new Promise(() => {}) });
  const s = shellOn(b);
  await until(() => b.attached() === 2);
  await b.wipe();
  expect(s.orders).toContain('wipe');
});

test('without a terminal nothing stays on the screen', async () => {
  const b = await bridge();
  const s = shellOn(b);
  await until(() => s.link.isAttached());
  await b.show(addresses());
  await b.close();
  await until(() => s.orders.at(-1) === 'wipe');
});

test('the port of the run before is taken again, another one if it is in use', async () => {
  const first = await bridge();
  const second = await bridge({ preferredPort: first.port });
  expect(second.port).not.toBe(first.port);
  await first.close();
  const third = await bridge({ preferredPort: first.port });
  expect(third.port).toBe(first.port);
});
