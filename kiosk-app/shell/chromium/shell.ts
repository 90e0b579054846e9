import { delay } from '../../../foundation/clock.ts';
import { Bug, Refusal, reasonOf } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';
import type { Shell } from '../client.ts';
import { DELAYS } from '../delays.ts';
import { COVER_URL, coverPolicy, MOMENT_URL } from '../own-pages.ts';
import { isSessionUrl, type Policy, portalPolicy, sessionPolicy } from '../policy.ts';
import { type Browser, type BrowserOptions, startBrowser } from './browser.ts';
import { type Context, type Page, Windows } from './window.ts';

export interface ChromiumShellOptions extends BrowserOptions {
  readonly log: Log;
  /** The page or the browser is gone: passed on as `lost`. */
  readonly onLost: (reason: string) => void;
}

export interface ChromiumShell extends Shell {
  /** Process id of the browser that runs now. */
  browserPid(): number;
  close(): Promise<void>;
}

interface Running {
  readonly browser: Browser;
  readonly windows: Windows;
  readonly moment: Page;
  readonly cover: Page;
}

/** System Chromium as the kiosk's window; one disposable browsing context per session, one process for all of them. */
export async function startChromiumShell(options: ChromiumShellOptions): Promise<ChromiumShell> {
  const { clock, log } = options;
  let running = await bringUp();
  let contexts: Context[] = [];
  let session: Page | null = null;
  let portal: Page | null = null;
  let isCovered = false;
  let isClosed = false;
  let reviving: Promise<void> | null = null;

  async function bringUp(): Promise<Running> {
    const browser = await startBrowser(options);
    const windows = new Windows({ ...options, pipe: browser.pipe, onLost: lose });
    await windows.start();
    const own = await windows.createContext(coverPolicy);
    // The cover first, then the page that waits: the last one opened is seen.
    const cover = await own.open(COVER_URL);
    const moment = await own.open(MOMENT_URL);
    void browser.gone.then(() => died(browser));
    return { browser, windows, moment, cover };
  }

  function died(browser: Browser): void {
    if (isClosed || running.browser !== browser) return;
    log.event('error', 'shell.browser-died', {});
    forget();
    void revive();
  }

  function forget(): void {
    contexts = [];
    session = null;
    portal = null;
    isCovered = false;
  }

  /** One at a time, until it stands again. */
  function revive(): Promise<void> {
    reviving ??= (async () => {
      while (!isClosed) {
        await delay(clock, DELAYS.browserRestartAfter);
        try {
          running = await bringUp();
          break;
        } catch (thrown) {
          log.event('error', 'shell.browser-not-started', { reason: code(reasonOf(thrown)) });
        }
      }
      reviving = null;
      options.onLost('browser-died');
    })();
    return reviving;
  }

  function lose(targetId: string): void {
    if (targetId === portal?.targetId) {
      portal = null;
      void arrange();
    }
    if (targetId !== session?.targetId) return;
    log.event('error', 'shell.page-lost', {});
    session = null;
    void arrange();
    options.onLost('page-lost');
  }

  function visible(): Page {
    return isCovered ? running.cover : (portal ?? session ?? running.moment);
  }

  async function arrange(): Promise<void> {
    await visible().toFront();
  }

  async function wipe(): Promise<void> {
    const before = contexts;
    forget();
    await arrange();
    for (const context of before) {
      await context.dispose();
      if (await running.windows.knows(context.id)) throw new Refusal('not-wiped');
    }
  }

  async function createContext(policy: Policy): Promise<Context> {
    const context = await running.windows.createContext(policy);
    contexts.push(context);
    return context;
  }

  async function restart(): Promise<void> {
    forget();
    await running.browser.end();
    await revive();
  }

  return {
    implementation: 'chromium',
    version: running.browser.version,
    frameOrigin: null,

    async showSession(url) {
      if (!isSessionUrl(url)) throw new Bug('not a session address');
      await wipe();
      const context = await createContext(sessionPolicy(url));
      session = await context.open(url);
      await arrange();
    },

    async openPortal(url, allow) {
      const policy = portalPolicy(allow);
      if (!session) throw new Refusal('no-session');
      if (!policy.allows(url)) throw new Refusal('not-allowed');
      await portal?.close();
      // A context of its own: a portal shares nothing with the session.
      const context = await createContext(policy);
      portal = await context.open(url);
      await arrange();
    },

    async closePortal() {
      const open = portal;
      portal = null;
      await open?.close();
      await arrange();
    },

    async cover(on) {
      isCovered = on;
      await arrange();
    },

    browserPid: () => running.browser.pid,
    wipe,
    screenshot: () => visible().screenshot(),
    restart,

    async close() {
      isClosed = true;
      await running.browser.end();
    },
  };
}
