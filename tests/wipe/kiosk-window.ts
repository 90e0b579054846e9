import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type FrameLocator, type Page } from 'playwright-core';
import { delay, systemClock } from '../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../foundation/errors.ts';
import { Citizen } from '../journeys/citizen.ts';
import { DELAYS } from './delays.ts';
import { descendants } from './processes.ts';

/** The window that the product's own shell has opened: its browser also has a debugging port (see kiosk-stack.ts). */
export interface KioskWindow {
  /** The page of the session that is shown. @throws Refusal `no-window` */
  page(): Page;
  /** Process id of the browser in which that page is. */
  browser(): number;
  /** Connects to the browser that waits too: the session that it will show is found the sooner. */
  meet(): Promise<void>;
  /** Waits until a session is shown in a window. */
  find(): Promise<Page>;
  close(): Promise<void>;
}

export function openKioskWindow(root: number): KioskWindow {
  const known = new Map<number, Browser>();
  let current: Page | null = null;
  let currentBrowser = 0;

  function shown(): Page | null {
    for (const [pid, browser] of known) {
      const page = browser
        .contexts()
        .flatMap((context) => context.pages())
        .find(isSession);
      if (!page) continue;
      currentBrowser = pid;
      return page;
    }
    return null;
  }

  /** Connects to browsers that have been started since. */
  async function meet(): Promise<void> {
    for (const { pid, command } of descendants(root)) {
      const profile = /--user-data-dir=(\S+)/.exec(command)?.[1];
      if (known.has(pid) || profile === undefined || command.includes('--type=') || !command.includes('chrom'))
        continue;
      const browser = await connect(profile);
      if (!browser) continue;
      known.set(pid, browser);
      browser.once('disconnected', () => known.delete(pid));
    }
  }

  async function look(): Promise<Page | null> {
    const page = shown();
    if (page) return page;
    await meet();
    return shown();
  }

  return {
    page() {
      if (!current || current.isClosed()) throw new Refusal('no-window');
      return current;
    },
    browser: () => currentBrowser,
    meet,
    async find() {
      const until = systemClock.monotonic() + DELAYS.patience;
      for (;;) {
        const page = current && !current.isClosed() ? current : await look();
        if (page) {
          current = page;
          return page;
        }
        if (systemClock.monotonic() > until) throw new Refusal('no-window');
        await delay(systemClock, DELAYS.lookEvery);
      }
    },
    async close() {
      const closed = Promise.all([...known.values()].map((browser) => browser.close().catch(() => {})));
      // A browser that is being replaced may never answer; its shell ends it anyway.
      await Promise.race([closed, delay(systemClock, DELAYS.closedWithin)]);
    },
  };
}

/** A person before the kiosk's own window, which is another one after each session. */
export class KioskCitizen extends Citizen {
  readonly #window: KioskWindow;

  constructor(window: KioskWindow, out: string, takesPictures: boolean) {
    super(() => window.page(), out, takesPictures);
    this.#window = window;
  }

  override get screen(): Pick<FrameLocator, 'getByTestId' | 'locator'> {
    return this.#window.page();
  }

  override async see(kind: string, phase?: string): ReturnType<Citizen['see']> {
    for (let attempt = 1; ; attempt++) {
      await this.#window.find();
      try {
        return await super.see(kind, phase);
      } catch (thrown) {
        // The window went with its session while we looked at it.
        const isGone = reasonOf(thrown) === 'no-window' || /closed|crashed/i.test(String(thrown));
        if (!isGone || attempt === 3) throw thrown;
      }
    }
  }
}

const isSession = (page: Page) => !page.isClosed() && page.url().startsWith('http://127.0.0.1:');

async function connect(profile: string): Promise<Browser | null> {
  try {
    const [port = '', path = ''] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n');
    return await chromium.connectOverCDP(`ws://127.0.0.1:${port}${path}`);
  } catch {
    // Not up yet, or ended meanwhile.
    return null;
  }
}
