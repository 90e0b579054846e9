import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { type Clock, SimulatedClock, systemClock } from '../../foundation/clock.ts';
import { Refusal } from '../../foundation/errors.ts';
import { silentLog } from '../../foundation/log.ts';
import { createPeer, type Peer } from '../../foundation/rpc/peer.ts';
import { webSocketTransport } from '../../foundation/rpc/transports.ts';
import { attachShell, type Shell } from './client.ts';
import { bridgeFrom } from './command-line.ts';
import { shellHostSide, shellSide } from './contract.ts';
import { DELAYS } from './delays.ts';
import { until } from './test-support/conformance.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** The terminal's end of the bridge. */
async function terminalStub(production: boolean) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await new Promise((done) => server.once('listening', done));
  const peers: Peer<typeof shellSide>[] = [];
  const lost: string[] = [];
  server.on('connection', (socket) => {
    const peer = createPeer({
      transport: webSocketTransport(socket),
      local: shellHostSide,
      remote: shellSide,
      log: silentLog,
      handlers: {
        methods: {
          hello: ({ token }) => {
            if (token !== 'right') throw new Refusal('unauthorised');
            peers.push(peer);
            return { production };
          },
          lost: ({ reason }) => {
            lost.push(reason);
            return {};
          },
        },
        notifications: { incident() {} },
      },
    });
  });
  const close = () => {
    for (const client of server.clients) client.terminate();
    server.close();
  };
  cleanUps.push(close);
  return { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/shell`, peers, lost, server, close };
}

function shellAt(url: string, change: Partial<Shell> = {}, clock: Clock = systemClock) {
  const orders: string[] = [];
  const link = attachShell({
    shell: {
      implementation: 'chromium',
      version: 'test',
      frameOrigin: null,
      showSession: async () => void orders.push('show'),
      openPortal: async () => {},
      closePortal: async () => {},
      cover: async (on) => void orders.push(`cover ${on}`),
      wipe: async () => void orders.push('wipe'),
      idle: async (words) => void orders.push(words),
      screenshot: async () => 'cG5n',
      restart: async () => {},
      ...change,
    },
    bridge: () => ({ url, token: 'right' }),
    clock,
    log: silentLog,
  });
  cleanUps.push(() => link.close());
  return { orders, link };
}

/** A shell at its terminal, on a clock that stands still. */
async function attached(change: Partial<Shell> = {}) {
  const clock = new SimulatedClock();
  const terminal = await terminalStub(false);
  const shell = shellAt(terminal.url, change, clock);
  await until(() => terminal.peers.length === 1);
  return { clock, shell, peer: terminal.peers[0] };
}
const ADDRESS = { url: 'http://127.0.0.1:4242/#token' };

test('the terminal goes: whatever is on the screen is wiped, and it is dialled again', async () => {
  const terminal = await terminalStub(false);
  const shell = shellAt(terminal.url);
  await until(() => terminal.peers.length === 1);
  await terminal.peers[0]?.call('showSession', ADDRESS);
  for (const client of terminal.server.clients) client.terminate();
  await until(() => shell.orders.at(-1) === 'wipe');
  await until(() => terminal.peers.length === 2);
});

test('a terminal that cannot start: who waits is told that it is out of service', async () => {
  const clock = new SimulatedClock();
  const shell = shellAt('ws://127.0.0.1:1/shell', {}, clock);
  await clock.advance(DELAYS.outOfServiceAfter - 1);
  expect(shell.orders).toEqual([]);
  await clock.advance(1);
  expect(shell.orders).toEqual(['out-of-service']);
});

test('a terminal whose sessions do not start is out of service; once one is shown the words are the first ones again', async () => {
  const { clock, shell, peer } = await attached();
  await clock.advance(DELAYS.outOfServiceAfter);
  await peer?.call('showSession', ADDRESS);
  expect(shell.orders).toEqual(['out-of-service', 'show', 'moment']);
});

test('a session that is shown for hours is not out of service; after its wipe the time begins anew', async () => {
  const { clock, shell, peer } = await attached();
  await peer?.call('showSession', ADDRESS);
  await clock.advance(3_600_000);
  await peer?.call('wipe', {});
  expect(shell.orders).toEqual(['show', 'wipe']);
  await clock.advance(DELAYS.outOfServiceAfter);
  expect(shell.orders).toEqual(['show', 'wipe', 'out-of-service']);
});

test.each(['showSession', 'wipe', 'restart'] as const)(
  '%s fails: who waits is told that it is out of service',
  async (failing) => {
    let isBroken = failing === 'showSession';
    const orders: string[] = [];
    const act = (name: string) => async () => {
      if (isBroken && name === failing) throw new Refusal('shell-failed');
      orders.push(name);
    };
    const { clock, peer } = await attached({
      showSession: act('showSession'),
      wipe: act('wipe'),
      restart: act('restart'),
      idle: async (words) => void orders.push(words),
    });
    if (!isBroken) await peer?.call('showSession', ADDRESS);
    isBroken = true;
    const order = failing === 'showSession' ? peer?.call('showSession', ADDRESS) : peer?.call(failing, {});
    await expect(order).rejects.toThrow('shell-failed');
    await clock.advance(DELAYS.outOfServiceAfter);
    expect(orders.at(-1)).toBe('out-of-service');
  },
);

test('sessions that fail again and again do not put the words off', async () => {
  const fail = async () => {
    throw new Refusal('shell-failed');
  };
  const { clock, shell, peer } = await attached({ showSession: fail });
  for (let tries = 0; tries < 4; tries++) {
    await expect(peer?.call('showSession', ADDRESS)).rejects.toThrow('shell-failed');
    await peer?.call('wipe', {});
    await clock.advance(DELAYS.outOfServiceAfter / 4);
  }
  expect(shell.orders).toContain('out-of-service');
});

test('a page that is lost and never replaced is out of service in the end', async () => {
  const { clock, shell, peer } = await attached();
  await peer?.call('showSession', ADDRESS);
  shell.link.lost('crashed');
  await clock.advance(DELAYS.outOfServiceAfter);
  expect(shell.orders).toEqual(['show', 'out-of-service']);
});

test('a cover does not wait for a page that is slow to show', async () => {
  const terminal = await terminalStub(false);
  const shell = shellAt(terminal.url, { showSession: () => new Promise(() => {}) });
  await until(() => terminal.peers.length === 1);
  terminal.peers[0]?.call('showSession', ADDRESS).catch(() => {});
  await terminal.peers[0]?.call('cover', { on: true });
  expect(shell.orders).toEqual(['cover true']);
});

test('a wipe comes after the page it is meant for, not before', async () => {
  const terminal = await terminalStub(false);
  const orders: string[] = [];
  shellAt(terminal.url, {
    showSession: async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      orders.push('show');
    },
    wipe: async () => void orders.push('wipe'),
  });
  await until(() => terminal.peers.length === 1);
  const [peer] = terminal.peers;
  await Promise.all([peer?.call('showSession', ADDRESS), peer?.call('wipe', {})]);
  expect(orders).toEqual(['show', 'wipe']);
});

test('in production a session’s screen is never photographed; before and after it is', async () => {
  const terminal = await terminalStub(true);
  shellAt(terminal.url);
  await until(() => terminal.peers.length === 1);
  const [peer] = terminal.peers;
  expect(await peer?.call('screenshot', {})).toEqual({ png: 'cG5n' });
  await peer?.call('showSession', ADDRESS);
  await expect(peer?.call('screenshot', {})).rejects.toThrow('personal-screen');
  expect(await peer?.call('screenshot', { isIdle: true }), 'nobody is being served').toEqual({ png: 'cG5n' });
  await peer?.call('wipe', {});
  expect(await peer?.call('screenshot', {})).toEqual({ png: 'cG5n' });
});

test('a session address that is not loopback never reaches the window', async () => {
  const terminal = await terminalStub(false);
  const shell = shellAt(terminal.url);
  await until(() => terminal.peers.length === 1);
  const call = terminal.peers[0]?.call('showSession', { url: 'https://evil.example/#a' });
  await expect(call).rejects.toThrow('invalid-params');
  expect(shell.orders).toEqual([]);
});

test('a bridge that is not on loopback is not dialled', () => {
  const bridge = bridgeFrom({ bridge: 'ws://192.0.2.1:7000/shell', runtime: undefined, tokenFile: '/nowhere' });
  expect(bridge).toThrow('not-loopback');
});

test('no runtime file yet: said as such, to be tried again', () => {
  expect(bridgeFrom({ bridge: undefined, runtime: '/nowhere', tokenFile: '/nowhere' })).toThrow('no-runtime');
});
