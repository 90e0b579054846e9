import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { launch } from '../../../kiosk-app/ui/test-support/chromium.ts';
import { type PlayedAnswers, type PlayedHub, startPlayedHub } from './played-hub.ts';

/** Colours do not depend on the width, nor what fits on the colours. */
const WINDOWS = [
  { width: 1280, height: 720, colorScheme: 'light' },
  { width: 390, height: 844, colorScheme: 'dark' },
] as const;
type Window = (typeof WINDOWS)[number];

/** What stands while the tests of a `describe` run. */
export interface ConsolePages {
  readonly hub: PlayedHub;
  /** A page in a context of its own, in a wide, light window; the test's end closes it. */
  open(hash: string, answers: PlayedAnswers): Promise<Page>;
  /** The same in a tab that the next page gets, too: for pages that are only looked at. */
  show(hash: string, answers: PlayedAnswers): Promise<Page>;
}

/** For the tests of one `describe`: the console's pages as they are built, on a hub that answers what each test says. */
export function useConsolePages(): ConsolePages {
  let browser: Browser;
  let hub: PlayedHub;
  let tab: Page | null = null;
  beforeAll(async () => {
    [browser, hub] = await Promise.all([launch(), startPlayedHub()]);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await hub?.close();
  });

  async function newPage(): Promise<Page> {
    const { width, height, colorScheme } = WINDOWS[0];
    const context = await browser.newContext({ viewport: { width, height }, colorScheme, locale: 'de-DE' });
    return context.newPage();
  }
  async function load(page: Page, hash: string, answers: PlayedAnswers): Promise<void> {
    hub.answers = answers;
    hub.asked.length = 0;
    await page.goto(`${hub.origin}/${hash}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.locator('.loading').first().waitFor({ state: 'detached' });
  }

  return {
    get hub() {
      return hub;
    },
    async open(hash, answers) {
      const page = await newPage();
      onTestFinished(() => page.context().close());
      await load(page, hash, answers);
      return page;
    },
    async show(hash, answers) {
      tab ??= await newPage();
      // Addresses that differ behind the "#" only are one document, which would not be loaded anew.
      await tab.goto('about:blank');
      await resize(tab, WINDOWS[0]);
      await load(tab, hash, answers);
      return tab;
    },
  };
}

/** Shows an open page in one window after the other, and says in which: half the work of opening it in each. */
export async function* eachWindow(page: Page): AsyncIterable<string> {
  for (const window of WINDOWS) {
    await resize(page, window);
    yield JSON.stringify(window);
  }
}

async function resize(page: Page, { width, height, colorScheme }: Window): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme });
  // Lists draw themselves anew after the event.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
}
