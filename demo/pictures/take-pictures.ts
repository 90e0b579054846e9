import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { ALL, ROUTES } from '../../admin-console/contract/routes.ts';
import type { StatisticTable } from '../../admin-console/contract/statistics.ts';
import type { TerminalTotals } from '../../admin-console/contract/terminals/terminal-view.ts';
import { type Clock, delay } from '../../foundation/clock.ts';
import { Refusal } from '../../foundation/errors.ts';
import { findBrowser } from '../browser.ts';
import type { Stack } from '../stack.ts';
import type { Shot } from './shots.ts';
import { writeSmall } from './write-small.ts';

const DESK = { width: 1_280, height: 800 };
const TERMINAL = { width: 1_080, height: 1_920 };
/** Of the citizen's screen only so much of its size is shown. */
const TERMINAL_SCALE = 0.45;
/**
 * Milliseconds until the whole fleet is there, until a page shows what it is about, from one look to the next, and until
 * what moves on a page stands.
 */
const FLEET_WITHIN = 120_000;
const SHOWN_WITHIN = 240_000;
const LOOK_EVERY = 4_000;
const SETTLES = 800;

interface Pictures {
  readonly stack: Stack;
  /** Simulated terminals that come in. */
  readonly terminals: number;
  readonly shots: readonly Shot[];
  /** Into which the files go. */
  readonly directory: string;
  readonly clock: Clock;
  /** Told of each that is written. */
  readonly onWritten: (name: string, bytes: number) => void;
}

/** Takes pictures of the demo. @throws Refusal `no-browser`, `not-up`, `too-large` */
export async function takePictures({ stack, terminals, shots, directory, clock, onWritten }: Pictures): Promise<void> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Refusal('no-browser', 'apt-get install chromium');
  mkdirSync(directory, { recursive: true });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const console = await pageOf(browser, DESK, 1);
    await console.goto(await stack.openHub());
    await console.getByTestId('sign-out').waitFor();
    await fleetThere(console, terminals, clock);
    // What came meanwhile is offered, not shown by itself.
    await console.reload();
    // Each has a tab of its own: what one chose there (the municipality) is not chosen for the next.
    for (const { name, at, follow = [], ready } of shots) {
      const page =
        at === 'citizen' ? await pageOf(browser, TERMINAL, TERMINAL_SCALE) : await console.context().newPage();
      await page.goto(at === 'citizen' ? stack.links.screen : new URL(`/${at}`, console.url()).href);
      for (const link of follow) await page.locator(link).first().click();
      // The terminal's shell frames the screen.
      const shown = at === 'citizen' ? page.frameLocator('iframe').last() : page;
      await shown.locator(ready).first().waitFor({ timeout: SHOWN_WITHIN });
      await delay(clock, SETTLES);
      onWritten(name, await writeSmall(join(directory, `${name}.png`), await page.screenshot()));
      // An open tab holds a connection to the hub, and a browser has six to one address.
      await page.close();
    }
  } finally {
    await browser.close();
  }
}

async function pageOf(browser: Browser, viewport: typeof DESK, deviceScaleFactor: number): Promise<Page> {
  const context = await browser.newContext({
    ...{ viewport, deviceScaleFactor, locale: 'de-DE', colorScheme: 'light', reducedMotion: 'reduce' },
  });
  return context.newPage();
}

/** All but the one that is offline, and the year of each: its counts do not grow any more. */
async function fleetThere(page: Page, terminals: number, clock: Clock): Promise<void> {
  const get = async <T>(path: string) => (await page.request.get(new URL(path, page.url()).href)).json() as Promise<T>;
  const end = clock.monotonic() + FLEET_WITHIN;
  let before = -1;
  for (;;) {
    const { online } = await get<TerminalTotals>(ROUTES.terminalTotals(ALL));
    const month = new Date(clock.now() - 200 * 86_400_000).toISOString().slice(0, 7);
    const { total } = await get<StatisticTable>(
      `${ROUTES.statisticsTable(ALL)}?metric=visits&by=location&from=${month}&to=${month}`,
    );
    if (online >= terminals && total !== null && total > 0 && total === before) return;
    before = total ?? -1;
    if (clock.monotonic() > end) throw new Refusal('not-up', `${online} of ${terminals} terminals`);
    await delay(clock, LOOK_EVERY);
  }
}
