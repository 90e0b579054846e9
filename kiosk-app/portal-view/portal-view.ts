import type { Clock } from '../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../foundation/errors.ts';
import { Listeners } from '../../foundation/listeners.ts';
import { code, type Log } from '../../foundation/log.ts';
import { type Browser, startBrowser } from '../chromium/browser.ts';
import type { PortalFrame, PortalView, PortalVisit, ViewSize } from './contract.ts';
import { LIMITS } from './limits.ts';
import { OpenVisit } from './open-visit.ts';
import { portalFlags } from './portal-flags.ts';

export interface PortalViewOptions {
  /** Chromium; `null`: there is none. */
  readonly binary: string | null;
  readonly clock: Clock;
  readonly log: Log;
}

interface Running {
  /** Done when the browser stands, or could not be started. */
  readonly started: Promise<void>;
  browser: Browser | null;
  open: OpenVisit | null;
}

const within = (value: number): number => Math.min(Math.max(Math.round(value), LIMITS.least), LIMITS.most);

/** A Chromium of its own for each visit, without a window: its pages are seen as pictures on our screen. */
export function createPortalView(options: PortalViewOptions): PortalView {
  const { binary, clock, log } = options;
  const listeners = new Listeners<[frame: PortalFrame]>();
  let size: ViewSize = { width: 1080, height: 1400 };
  let factor = 1;
  let running: Running | null = null;

  async function start(mine: Running, visit: PortalVisit): Promise<void> {
    try {
      if (binary === null) throw new Refusal('browser-missing');
      const flags = portalFlags(visit.portal, visit.caPem);
      mine.browser = await startBrowser({ binary, headless: true, size, clock, extraFlags: flags });
      const open = new OpenVisit({ browser: mine.browser, visit, size: () => size, zoom: () => factor, clock, log });
      mine.open = open;
      open.frames.onFrame((frame) => listeners.tell(frame));
      await open.start();
    } catch (thrown) {
      const reason = reasonOf(thrown);
      log.event('warn', 'portal-view.not-opened', { reason: code(reason) });
      // Closed meanwhile: nobody waits for it any more.
      if (running !== mine) return;
      visit.onEvent({ kind: 'failed', reason: mine.browser ? 'gone' : 'browser-missing' });
    }
  }

  async function close(): Promise<void> {
    const mine = running;
    running = null;
    if (!mine) return;
    mine.open?.stop();
    await mine.started;
    mine.open?.stop();
    await mine.browser?.end();
  }

  const acting = (act: (open: OpenVisit) => void | Promise<void>): void => {
    const open = running?.open;
    // A page or a browser that has gone is told by an event.
    if (open) void Promise.resolve(act(open)).catch(() => {});
  };

  return {
    open(visit) {
      const closing = close();
      const mine: Running = {
        started: closing.then(() => start(mine, visit)),
        browser: null,
        open: null,
      };
      running = mine;
      mine.started.catch(() => {});
    },
    isOpen: () => running !== null,
    resize({ width, height }) {
      size = { width: within(width), height: within(height) };
      acting((open) => open.fit());
    },
    zoom(next) {
      factor = Math.min(Math.max(next, 1), 3);
      acting((open) => open.fit());
    },
    tap: (x, y) => acting((open) => open.tap(x / factor, y / factor)),
    scroll: (x, y, dx, dy) => acting((open) => open.scroll(x / factor, y / factor, dx / factor, dy / factor)),
    type: (text) => acting((open) => open.type(text)),
    press: (key) => acting((open) => open.press(key)),
    choose: (index) => acting((open) => open.choose(index)),
    answer: (isAgreed) => acting((open) => open.answer(isAgreed)),
    giveFile: (name, content) => acting((open) => open.giveFile(name, content)),
    back: () => acting((open) => open.back()),
    home: () => acting((open) => open.home()),
    returnTo: (url) => running?.open?.returnTo(url) ?? false,
    frame: () => running?.open?.frames.last ?? null,
    onFrame: (listener) => listeners.add(listener),
    close,
  };
}
