import { request } from 'node:http';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import { CHROMIUM, hasChromium } from '../test-support/chromium.ts';
import { conformsToShellContract, until } from '../test-support/conformance.ts';
import { type StubSession, startStubSession } from '../test-support/stub-session.ts';
import { type PageShell, startPageShell } from './server.ts';

const isThere = hasChromium();
const ARGS = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
let wanted = 0;
const start = () =>
  startPageShell({ port: 0, version: 'test', clock: systemClock, log: silentLog, onNeedMore: () => wanted++ });
const launch = () => chromium.launch({ executablePath: CHROMIUM, args: ARGS });

if (isThere) {
  conformsToShellContract('page', {
    // The tab is in somebody's browser; its storage is not the page's to erase.
    ownsStorage: false,
    start: async () => {
      const shell = await start();
      const browser = await launch();
      const page = await browser.newPage({ viewport: { width: 540, height: 960 } });
      await openTab(page, shell);
      return {
        shell,
        see: () => page.screenshot(),
        close: async () => {
          await browser.close();
          await shell.close();
        },
      };
    },
  });
}

describe.skipIf(!isThere)('page itself', () => {
  let shell: PageShell;
  let stub: StubSession;
  let browser: Browser;
  beforeAll(async () => {
    stub = await startStubSession();
    shell = await start();
    browser = await launch();
  }, 40_000);
  afterAll(async () => {
    await browser?.close();
    await shell?.close();
    await stub?.close();
  });

  test('a second tab asks for an address of its own, and a reloaded one again', async () => {
    const first = await browser.newPage();
    await openTab(first, shell);
    await shell.showSession(stub.address('plain'));
    await first.waitForSelector('iframe');
    wanted = 0;
    const second = await browser.newPage();
    await openTab(second, shell);
    await until(() => wanted === 1);
    expect(await second.locator('iframe').count()).toBe(0);
    await shell.showSession(stub.address('plain'));
    await second.waitForSelector('iframe');
    await first.reload();
    await until(() => wanted === 2);
    await first.close();
    await second.close();
  });

  test('a tab that does not answer: the wipe counts as not proven, and the tab is cut off', async () => {
    const page = await browser.newPage();
    await openTab(page, shell);
    await shell.showSession(stub.address('plain'));
    await page.waitForSelector('iframe');
    await page.evaluate(
      () =>
        void setTimeout(() => {
          for (;;);
        }, 0),
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    await expect(shell.wipe()).rejects.toThrow('not-wiped');
    await page.close();
    await shell.wipe();
  });
});

test('another name for this address is refused, localhost is sent to the right one', async () => {
  const shell = await start();
  expect(await status(shell.port, `evil.example:${shell.port}`)).toBe(421);
  expect(await status(shell.port, `localhost:${shell.port}`)).toBe(307);
  expect(await status(shell.port, `127.0.0.1:${shell.port}`)).toBe(200);
  await shell.close();
});

test('no page may frame it but those it was told of', async () => {
  const policyOf = async (framedBy?: readonly string[]) => {
    const shell = await startPageShell({
      port: 0,
      version: 'test',
      clock: systemClock,
      log: silentLog,
      onNeedMore: () => {},
      ...(framedBy ? { framedBy } : {}),
    });
    const answer = await fetch(`http://127.0.0.1:${shell.port}/`);
    await answer.text();
    await shell.close();
    return answer.headers.get('content-security-policy');
  };
  expect(await policyOf()).toContain("frame-ancestors 'none'");
  expect(await policyOf(['http://127.0.0.1:7101'])).toContain('frame-ancestors http://127.0.0.1:7101;');
});

test('only its own page may open the socket', async () => {
  const shell = await start();
  const { default: WebSocket } = await import('ws');
  const socket = new WebSocket(`ws://127.0.0.1:${shell.port}/frames`, { origin: 'http://127.0.0.1:1' });
  const failure = await new Promise<Error>((resolve) => socket.once('error', resolve));
  expect(failure.message).toContain('401');
  await shell.close();
});

/** Opens the page and waits until it listens to its server. */
async function openTab(page: Page, shell: PageShell): Promise<void> {
  const before = shell.tabs();
  await page.goto(`http://127.0.0.1:${shell.port}/`);
  await until(() => shell.tabs() > before);
}

function status(port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .once('error', reject)
      .end();
  });
}
