import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { findBrowser } from '../../demo/browser.ts';
import type { EidChoice } from '../../demo/demo-site.ts';
import { choosePorts } from '../../demo/ports.ts';
import { scannerKind } from '../../demo/scanner.ts';
import { type Stack, startStack } from '../../demo/stack.ts';
import { type Clock, systemClock } from '../../foundation/clock.ts';
import { Refusal } from '../../foundation/errors.ts';
import { findEngine } from '../../kiosk-app/ui/test-support/chromium.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Chromium must not reach out by itself; the sandbox does not work for root. */
const BROWSER_FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** A whole town hall corner: as in a real one, many people may stand before it one after the other. */
export interface StackAndBrowser {
  readonly stack: Stack;
  /** The window in which the citizen's screen is. */
  readonly page: Page;
  /** Everything the stack and the browser wrote; searched for leaks afterwards. */
  readonly traces: string;
  /** A person looks on: a whole browser, each step leaves a picture, and pictures on the screen move. Costs twice the rest. */
  readonly isWatched: boolean;
  close(): Promise<void>;
}

/**
 * @param options.traces directory for everything that it writes
 * @throws Refusal `no-browser`, `not-up`
 */
export async function openStackAndBrowser(options: {
  readonly traces: string;
  readonly eid: EidChoice;
  readonly isWatched: boolean;
  /** People are identified by the wallet on their telephone, too. */
  readonly hasWallet?: boolean;
  readonly clock?: Clock;
}): Promise<StackAndBrowser> {
  const { traces, clock = systemClock, isWatched } = options;
  const executablePath = isWatched ? findBrowser() : (findEngine() ?? findBrowser());
  if (!executablePath) throw new Refusal('no-browser', 'apt-get install chromium');
  mkdirSync(traces, { recursive: true, mode: 0o700 });
  const stack = await startStack({
    directory: join(traces, 'stack'),
    keyDirectory: join(ROOT, '.cache/demo-keys'),
    ports: await choosePorts('free', () => {}),
    scanner: scannerKind(),
    eid: options.eid,
    hasWallet: options.hasWallet ?? false,
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
      viewport: null,
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
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(stack.links.screen);
    return { stack, page, traces, isWatched, close };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}
