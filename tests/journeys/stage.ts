import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { findBrowser } from '../../demo/browser.ts';
import type { EidChoice } from '../../demo/demo-site.ts';
import { choosePorts } from '../../demo/ports.ts';
import { scannerKind } from '../../demo/scanner.ts';
import { type Stack, startStack } from '../../demo/stack.ts';
import { type Clock, delay, systemClock } from '../../foundation/clock.ts';
import { Refusal } from '../../foundation/errors.ts';
import { findEngine } from '../../kiosk-app/ui/test-support/chromium.ts';
import { Citizen } from './citizen.ts';
import type { Person } from './people.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Chromium must not reach out by itself; the sandbox does not work for root. */
const BROWSER_FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
const LOOK_EVERY = 25;
const PATIENCE = 30_000;

export const VIEWPORTS = { portrait: { width: 1080, height: 1920 }, landscape: { width: 1920, height: 1080 } } as const;

/** A whole town hall corner for one journey: stack, browser, and the person in front of it. */
export interface Stage {
  readonly stack: Stack;
  readonly citizen: Citizen;
  /** The window in which the citizen's screen is, for those who look at it in their own way. */
  readonly page: Page;
  readonly person: Person;
  /** Everything the stack and the browser wrote; searched for leaks afterwards. */
  readonly traces: string;
  /** Pictures and findings for people. */
  readonly out: string;
  /** A person looks on: a whole browser, each step leaves a picture, and pictures on the screen move. Costs twice the rest. */
  readonly isWatched: boolean;
  /** Waits for something to become true in the simulated world. @throws Refusal `never-happened` with `what` */
  until(what: string, holds: () => boolean): Promise<void>;
  close(): Promise<void>;
}

export async function openStage(options: {
  readonly out: string;
  readonly viewport: keyof typeof VIEWPORTS;
  readonly eid: EidChoice;
  readonly person: Person;
  readonly isWatched: boolean;
  readonly clock?: Clock;
}): Promise<Stage> {
  const { out, clock = systemClock, person, isWatched } = options;
  const executablePath = isWatched ? findBrowser() : (findEngine() ?? findBrowser());
  if (!executablePath) throw new Refusal('no-browser', 'apt-get install chromium');
  const traces = join(out, 'traces');
  mkdirSync(traces, { recursive: true, mode: 0o700 });
  const stack = await startStack({
    directory: join(traces, 'stack'),
    keyDirectory: join(ROOT, '.cache/demo-keys'),
    ports: await choosePorts('free', () => {}),
    scanner: scannerKind(),
    eid: options.eid,
    window: null,
    pace: 0.2,
    keepsCompiledCode: isWatched,
    clock,
    onDeath: () => {},
  });
  let context: BrowserContext;
  try {
    context = await chromium.launchPersistentContext(join(traces, 'browser'), {
      executablePath,
      args: BROWSER_FLAGS,
      viewport: VIEWPORTS[options.viewport],
      hasTouch: false,
      reducedMotion: isWatched ? 'no-preference' : 'reduce',
      // The command that opened this decides what ends it: Playwright would leave at once, and the stack behind.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
  } catch (thrown) {
    await stack.stop();
    throw thrown;
  }
  const close = async () => {
    await context.close();
    await stack.stop();
  };
  let page: Page;
  try {
    page = context.pages()[0] ?? (await context.newPage());
    await page.goto(stack.links.screen);
  } catch (thrown) {
    await close();
    throw thrown;
  }
  return {
    stack,
    citizen: new Citizen(() => page, out, isWatched),
    page,
    person,
    traces,
    out,
    isWatched,
    async until(what, holds) {
      const end = clock.monotonic() + PATIENCE;
      while (!holds()) {
        if (clock.monotonic() > end) throw new Refusal('never-happened', what);
        await delay(clock, LOOK_EVERY);
      }
    },
    close,
  };
}
