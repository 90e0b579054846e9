import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { systemClock } from '../../../foundation/clock.ts';
import { isAlive } from '../../../foundation/is-alive.ts';
import { createLog, silentLog } from '../../../foundation/log.ts';
import { childEnvironment } from '../../../foundation/test-support/child-environment.ts';
import { DELAYS } from '../configuration/delays.ts';
import { temporaryDirectory } from '../test-support/fakes.ts';
import { quietDesk, until } from '../test-support/processes.ts';
import { type Finish, type Pair, startPair } from './session-processes.ts';
import { type SessionScreen, SessionSupervisor } from './supervisor.ts';

/** Real processes need real time; what is long in production is short here. */
const SHORT = { ...DELAYS, nextSessionAfter: 50, livenessEvery: 200, livenessWithin: 200, childEndWithin: 300 };
const SUPPORT = join(import.meta.dirname, '..', 'test-support');

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

function place(options: { sessionEntry?: string; hostEntry?: string } = {}) {
  const directory = temporaryDirectory();
  const events: string[] = [];
  const shown: Pair[] = [];
  const addresses: string[] = [];
  const health: string[] = [];
  const lines: string[] = [];
  const log = createLog((line) => lines.push(line), systemClock);
  const screen: SessionScreen = {
    show: async (address) => {
      addresses.push(await address());
      events.push('show');
    },
    wipe: async () => {
      events.push(existsOf(shown.at(-1)) ? 'wipe' : 'wipe-too-late');
    },
  };
  const existsOf = (pair: Pair | undefined) => pair !== undefined && existsSync(join(directory.path, pair.sessionId));
  const supervisor = new SessionSupervisor({
    start: () =>
      startPair({
        runDirectory: directory.path,
        sessionEntry: options.sessionEntry ?? join(SUPPORT, 'fake-session.ts'),
        hostEntry: options.hostEntry ?? join(SUPPORT, 'fake-attended.ts'),
        environment: childEnvironment(),
        devices: {},
        startParams: {
          frameAncestors: [],
          uiDirectory: '/nowhere',
          site: {
            id: 'test',
            production: false,
            municipality: 'a.b',
            location: 'a.b',
            imprint: 'a.b',
            phone: '0',
            languages: [],
            scanProfiles: [],
            eidService: null,
          },
          services: [],
          dataSchemas: {},
          texts: {},
          devices: {},
          portals: {},
        },
        handlers: () => quietDesk(),
        onHealth: ({ device, state }) => health.push(`${device} ${state}`),
        delays: SHORT,
        clock: systemClock,
        log,
      }),
    screen,
    delays: SHORT,
    clock: systemClock,
    log,
    onShown: (pair) => shown.push(pair),
  });
  cleanUps.push(async () => {
    await supervisor.stop();
    directory[Symbol.dispose]();
  });
  supervisor.start();
  const at = (path: string, index = addresses.length - 1) =>
    fetch(new URL(path, addresses[index]), { signal: AbortSignal.timeout(2_000) }).catch(() => null);
  /** One is shown, and the next one waits beside it. */
  const bothStand = () => until(() => addresses.length === 1 && readdirSync(directory.path).length === 2);
  return { bothStand, directory, events, shown, addresses, health, lines, supervisor, at };
}

test('the first session is shown, its devices are opened, and the next one waits beside it', async () => {
  const p = place();
  await until(() => p.health.includes('scanner ready'));
  await p.bothStand();
  expect(p.addresses[0]).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#[\w-]{16,}$/);
});

test('a device host that hangs in opening its devices keeps nobody from the screen', async () => {
  const shown = Promise.withResolvers<string>();
  const finish = Promise.withResolvers<Finish>();
  const pair = {
    sessionId: 'a',
    finished: finish.promise,
    address: async () => 'http://127.0.0.1:1/#a',
    activate: () => new Promise<void>(() => {}),
    recycle: () => finish.resolve({ kind: 'recycled', reason: 'asked' }),
    retire: async () => {},
  } as Partial<Pair> as Pair;
  const supervisor = new SessionSupervisor({
    start: async () => pair,
    screen: { show: async (address) => shown.resolve(await address()), wipe: async () => {} },
    delays: DELAYS,
    clock: systemClock,
    log: silentLog,
  });
  supervisor.start();
  expect(await shown.promise).toBe('http://127.0.0.1:1/#a');
  await supervisor.stop();
});

test('a session that ended: wiped before it is killed, its directory gone, the waiting one shown', async () => {
  const p = place();
  await p.bothStand();
  const first = p.shown[0]?.sessionId ?? '';
  await p.at('/end');
  await until(() => p.addresses.length === 2);
  expect(p.events).toEqual(['show', 'wipe', 'show']);
  expect(existsSync(join(p.directory.path, first))).toBe(false);
  expect(p.shown[1]?.sessionId).not.toBe(first);
});

test('a session that crashes: the one that was started ahead takes its place', async () => {
  const p = place();
  await p.bothStand();
  const startedAhead = readdirSync(p.directory.path);
  await p.at('/crash');
  await until(() => p.addresses.length === 2);
  expect(startedAhead).toContain(p.shown[1]?.sessionId);
  expect(p.events).toEqual(['show', 'wipe', 'show']);
});

test('a session whose event loop hangs is found and replaced', async () => {
  const p = place();
  await p.bothStand();
  await p.at('/hang');
  await until(() => p.addresses.length === 2, 8_000);
  expect(p.lines.some((line) => line.includes('"hung"'))).toBe(true);
});

test('a session that ignores its end is killed after the named delay', async () => {
  const p = place();
  await p.bothStand();
  await p.at('/ignore-end');
  await p.at('/end');
  await until(() => p.addresses.length === 2);
  expect(p.lines.some((line) => line.includes('child.killed'))).toBe(true);
});

test('what a session prints that is no log line of ours never reaches the log', async () => {
  const p = place();
  await until(() => p.addresses.length === 1);
  await p.at('/print-a-name');
  await until(() => p.lines.some((line) => line.includes('child.output-dropped')));
  expect(p.lines.join('')).not.toContain('Mustermann');
});

test('a session that cannot start is tried again with growing waits, and stopping ends that', async () => {
  const p = place({ sessionEntry: join(SUPPORT, 'does-not-exist.ts') });
  await until(() => p.lines.filter((line) => line.includes('session.not-started')).length >= 2, 5_000);
  expect(p.addresses).toEqual([]);
});

test('a device host that cannot start: its session is not waited for, and a new pair is tried', async () => {
  const p = place({ sessionEntry: join(SUPPORT, 'fake-silent.ts'), hostEntry: join(SUPPORT, 'no-such-file.ts') });
  await until(() => p.lines.filter((line) => line.includes('session.not-started')).length >= 2);
  expect(p.lines.find((line) => line.includes('session.not-started'))).toContain('link-closed');
});

test('stopping leaves no process and no directory behind', async () => {
  const p = place();
  await p.bothStand();
  const pids = p.supervisor.livingProcesses();
  expect(pids).toHaveLength(2);
  await p.supervisor.stop();
  expect(readdirSync(p.directory.path)).toEqual([]);
  expect(pids.filter(isAlive)).toEqual([]);
});
