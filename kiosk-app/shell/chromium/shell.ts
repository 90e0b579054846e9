import { delay, type Timer } from '../../../foundation/clock.ts';
import { Bug, Refusal, reasonOf } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';
import { Turns } from '../../../foundation/turns.ts';
import { type Browser, type BrowserOptions, startBrowser } from '../../chromium/browser.ts';
import type { Shell } from '../client.ts';
import { DELAYS } from '../delays.ts';
import { COVER_URL, coverPolicy, IDLE_URLS } from '../own-pages.ts';
import { isSessionUrl, portalPolicy, sessionPolicy } from '../page-policy.ts';
import { type BrowserContext, type Page, Windows } from './window.ts';

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

/** A browser that runs and has no page open yet. */
interface Spare {
  readonly browser: Browser;
  readonly windows: Windows;
}

interface Running extends Spare {
  readonly own: BrowserContext;
  readonly idle: Page;
}

/**
 * System Chromium as the kiosk's window: one browser for each session, as a session is one process. What a browser
 * keeps of a page it has shown (in its network and GPU processes too) ends with it. The next one is started ahead.
 */
export async function startChromiumShell(options: ChromiumShellOptions): Promise<ChromiumShell> {
  const { clock, log } = options;
  let running = await furnish(await startSpare());
  let spare: Promise<Spare> | null = null;
  let spareTimer: Timer | undefined;
  let isUsed = false;
  let session: Page | null = null;
  let portal: Page | null = null;
  let isCovered = false;
  let cover: Page | null = null;
  const coverTurns = new Turns();
  let isClosed = false;
  let reviving: Promise<void> | null = null;
  /**
   * One after the other, whoever asks: a terminal that comes back may show its session while the wipe for the one that
   * died is under way, and must not have another browser started for it.
   */
  const turns = new Turns();

  async function startSpare(): Promise<Spare> {
    const browser = await startBrowser(options);
    const windows = new Windows({ ...options, pipe: browser.pipe, onLost: lose });
    await windows.start();
    return { browser, windows };
  }

  async function furnish(bare: Spare): Promise<Running> {
    const own = await bare.windows.createContext(coverPolicy);
    const idle = await own.open(IDLE_URLS.moment);
    void bare.browser.gone.then(() => died(bare.browser));
    return { ...bare, own, idle };
  }

  function prepareSpare(): Promise<Spare> {
    clock.clearTimeout(spareTimer);
    if (spare) return spare;
    const starting = startSpare();
    spare = starting;
    const forgetIt = () => {
      if (spare === starting) spare = null;
    };
    starting.then(({ browser }) => browser.gone).then(forgetIt, forgetIt);
    return starting;
  }

  async function takeSpare(): Promise<Running> {
    const taken = await prepareSpare();
    spare = null;
    return furnish(taken);
  }

  function died(browser: Browser): void {
    if (isClosed || running.browser !== browser) return;
    log.event('error', 'shell.browser-died', {});
    forget();
    void revive();
  }

  function forget(): void {
    session = null;
    portal = null;
    isCovered = false;
    cover = null;
    isUsed = false;
  }

  /** One at a time, until it stands again. */
  function revive(): Promise<void> {
    reviving ??= (async () => {
      while (!isClosed) {
        try {
          running = await takeSpare();
          break;
        } catch (thrown) {
          log.event('error', 'shell.browser-not-started', { reason: code(reasonOf(thrown)) });
          await delay(clock, DELAYS.browserRestartAfter);
        }
      }
      reviving = null;
      options.onLost('browser-died');
    })();
    return reviving;
  }

  function lose(targetId: string): void {
    if (targetId === cover?.targetId) {
      cover = null;
      void coverAsAsked().catch(() => {});
    }
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
    return cover ?? portal ?? session ?? running.idle;
  }

  /**
   * The cover is opened when it is needed and closed again: cage (0.1.4) raises no window over another, so that only the
   * one opened last is sure to be seen.
   */
  function coverAsAsked(anew = false): Promise<void> {
    return coverTurns.take(async () => {
      const { own, browser } = running;
      const old = cover;
      if (old && (anew || !isCovered)) cover = null;
      if (isCovered && !cover) {
        const opened = await own.open(COVER_URL);
        // It ended with its browser while it was being opened.
        if (running.browser === browser) cover = opened;
      }
      if (old && old !== cover) await old.close();
      await arrange();
    });
  }

  async function arrange(): Promise<void> {
    await visible().toFront();
  }

  /** The next browser in front, then the end of the one that has shown a session: the caller waits for `ended`. */
  async function replace(): Promise<{ readonly ended: Promise<void> }> {
    if (!isUsed) {
      isCovered = false;
      await coverAsAsked();
      forget();
      await arrange();
      return { ended: Promise.resolve() };
    }
    const before = running.browser;
    running = await takeSpare();
    forget();
    await arrange();
    const ended = before.end();
    // Told to the caller, who may be busy with the next page yet.
    ended.catch(() => {});
    return { ended };
  }

  const wipe = () => turns.take(async () => (await replace()).ended);

  const restart = () =>
    turns.take(async () => {
      const before = running.browser;
      forget();
      await before.end();
      await revive();
    });

  return {
    implementation: 'chromium',
    version: running.browser.version,
    frameOrigin: null,

    showSession: (url) =>
      turns.take(async () => {
        if (!isSessionUrl(url)) throw new Bug('not a session address');
        const { ended } = await replace();
        isUsed = true;
        const context = await running.windows.createContext(sessionPolicy(url));
        session = await context.open(url);
        // Asked for meanwhile, it lies under the page that has just been opened.
        if (isCovered) await coverAsAsked(true);
        await arrange();
        await ended;
        clock.clearTimeout(spareTimer);
        spareTimer = clock.setTimeout(() => void prepareSpare().catch(() => {}), DELAYS.spareBrowserAfter);
      }),

    async openPortal(url, allow) {
      const policy = portalPolicy(allow);
      if (!session) throw new Refusal('no-session');
      if (!policy.allows(url)) throw new Refusal('not-allowed');
      await portal?.close();
      // A context of its own: a portal shares nothing with the session.
      const context = await running.windows.createContext(policy);
      portal = await context.open(url);
      if (isCovered) await coverAsAsked(true);
      await arrange();
    },

    async closePortal() {
      const open = portal;
      portal = null;
      await open?.close();
      await arrange();
    },

    cover(on) {
      isCovered = on;
      return coverAsAsked();
    },

    browserPid: () => running.browser.pid,
    wipe,
    idle: (words) => turns.take(() => running.idle.goTo(IDLE_URLS[words])),
    screenshot: () => visible().screenshot(),
    restart,

    async close() {
      isClosed = true;
      clock.clearTimeout(spareTimer);
      await Promise.all([running.browser.end(), spare?.then(({ browser }) => browser.end()).catch(() => {})]);
    },
  };
}
