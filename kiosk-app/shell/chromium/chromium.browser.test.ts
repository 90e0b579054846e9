import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import { hasMemory, startedBy } from '../../chromium/processes.ts';
import { CHROMIUM, hasChromium } from '../test-support/chromium.ts';
import { conformsToShellContract, until } from '../test-support/conformance.ts';
import { type StubSession, startStubSession } from '../test-support/stub-session.ts';
import { type ChromiumShell, startChromiumShell } from './shell.ts';

const isThere = hasChromium();
const lost: string[] = [];
const start = () =>
  startChromiumShell({
    binary: CHROMIUM,
    headless: true,
    size: { width: 540, height: 960 },
    clock: systemClock,
    log: silentLog,
    onLost: (reason) => lost.push(reason),
  });

if (isThere) {
  conformsToShellContract('chromium', {
    ownsStorage: true,
    start: async () => {
      const shell = await start();
      return {
        shell,
        see: async () => Buffer.from(await shell.screenshot(), 'base64'),
        close: () => shell.close(),
      };
    },
  });
}

describe.skipIf(!isThere)('chromium itself', () => {
  let shell: ChromiumShell;
  let stub: StubSession;
  beforeAll(async () => {
    stub = await startStubSession();
    shell = await start();
  }, 40_000);
  afterAll(async () => {
    await shell?.close();
    await stub?.close();
  });

  test('an address that is not a session’s is refused', async () => {
    await expect(shell.showSession('https://www.example.org/#a')).rejects.toThrow('not a session address');
  });

  test('a portal needs a session and an allow-listed address', async () => {
    await shell.wipe();
    await expect(shell.openPortal('https://stadt.example/', ['stadt.example'])).rejects.toThrow('no-session');
    await shell.showSession(stub.address('plain'));
    await expect(shell.openPortal('https://evil.example/', ['stadt.example'])).rejects.toThrow('not-allowed');
  });

  test('a browser that dies is started again, and the session asked for', async () => {
    await shell.showSession(stub.address('plain'));
    lost.length = 0;
    process.kill(shell.browserPid(), 'SIGKILL');
    await until(() => lost.includes('browser-died'), 15_000);
    stub.reports.length = 0;
    await shell.showSession(stub.address('plain'));
    await until(() => stub.reports.length === 1);
  }, 30_000);

  test('no page of the browser’s own runs beside the session: it would read along what is typed', async () => {
    await shell.showSession(stub.address('plain'));
    const renderers = startedBy(shell.browserPid())
      .map(commandLine)
      .filter((line) => line.includes('--type=renderer'));
    expect(renderers.length).toBeGreaterThan(0);
    expect(renderers.filter((line) => line.includes('--top-chrome-webui'))).toEqual([]);
  });

  test('after a wipe not one process of the session’s browser is left, and none of its files', async () => {
    await shell.showSession(stub.address('plain'));
    const pid = shell.browserPid();
    const all = [pid, ...startedBy(pid)];
    expect(all.length).toBeGreaterThan(2);
    const profile = /--user-data-dir=([^\0]+)/.exec(commandLine(pid))?.[1] ?? '';
    expect(existsSync(profile)).toBe(true);
    await shell.wipe();
    expect(all.filter(hasMemory)).toEqual([]);
    expect(existsSync(profile)).toBe(false);
  }, 30_000);

  test('no handler waits for a crash to take a picture of the memory', () => {
    const handlers = readdirSync('/proc').filter((name) => {
      const command = /^\d+$/.test(name) ? commandLine(Number(name)) : '';
      return command.includes('crashpad_handler') && command.includes(`bt-browser-${process.pid}-`);
    });
    expect(handlers).toEqual([]);
  });

  test('a wipe without a session keeps the browser: nothing was shown in it', async () => {
    await shell.wipe();
    const pid = shell.browserPid();
    await shell.wipe();
    expect(shell.browserPid()).toBe(pid);
  });

  test('the waiting browser that died is replaced, not shown', async () => {
    await shell.showSession(stub.address('plain'));
    let waiting: number | undefined;
    await until(() => {
      waiting = startedBy(process.pid).find(
        (pid) => pid !== shell.browserPid() && /--user-data-dir=.*bt-browser-(?!.*--type=)/.test(commandLine(pid)),
      );
      return waiting !== undefined;
    }, 15_000);
    process.kill(waiting ?? 0, 'SIGKILL');
    await shell.wipe();
    expect(hasMemory(shell.browserPid())).toBe(true);
  }, 30_000);

  test('restart gives a new browser', async () => {
    const before = shell.browserPid();
    await shell.restart();
    expect(shell.browserPid()).not.toBe(before);
  }, 30_000);

  test('closing it leaves no profile and no process', async () => {
    const profiles = () => readdirSync(tmpdir()).filter((name) => name.startsWith('bt-browser-'));
    const own = await start();
    const pid = own.browserPid();
    const profile = profiles().find((name) => commandLine(pid).includes(name));
    expect(profile).toBeDefined();
    await own.close();
    await until(() => !profiles().includes(profile ?? ''));
    expect(commandLine(pid)).toBe('');
  }, 30_000);
});

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
