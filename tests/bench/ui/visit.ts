import type { Browser, CDPSession, Page } from 'playwright-core';
import { Refusal } from '../../../foundation/errors.ts';
import { takingTouches } from '../../../kiosk-app/ui/test-support/touch.ts';
import type { Build } from './build-tree.ts';
import { DWELL, HELD, SCREEN_WITHIN, SETTLE } from './delays.ts';
import { observe, SHORTEST_ANSWER } from './observe.ts';
import { rendererPids, threadsCpuMs } from './renderer-cpu.ts';
import { startSession } from './start-session.ts';
import { fillIn, type PageChange, ROUND, TO_CATALOGUE } from './walk.ts';

/** One page change, in milliseconds. */
export interface Change {
  readonly testid: string;
  /** From finger down, or from its lift, whichever took longer, until the frame after it is on the screen. */
  readonly answered: number;
  /** From the lift, which is what presses, until the next screen is in the document, and until it is on the screen. */
  readonly inserted: number;
  readonly painted: number;
  /** Of the page's process, from the touch until the next one. */
  readonly cpu: number;
}

export interface Visit {
  /** From the navigation until the first screen is painted, in milliseconds. */
  readonly first: number;
  readonly changes: readonly Change[];
  /** What scripts hold at the end, after a collection, in bytes. */
  readonly heap: number;
}

/** A panel of 22 inches that stands upright. */
const PANEL = { width: 1080, height: 1920 } as const;

/**
 * One visit of the real session, by touches.
 * @param slowness how many times slower the page's main thread runs (`Emulation.setCPUThrottlingRate`)
 * @param rounds through the screens
 */
export async function visit(browser: Browser, build: Build, slowness: number, rounds: number): Promise<Visit> {
  const session = await startSession(build);
  const context = await browser.newContext({ viewport: PANEL, hasTouch: true });
  try {
    await context.addInitScript(observe);
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowness });
    await page.goto(session.address);
    await page.waitForFunction(() => window.bench.first > 0, undefined, { timeout: SCREEN_WITHIN });
    await page.waitForTimeout(SETTLE);
    const pids = await rendererPids(browser);
    const way = [...TO_CATALOGUE, ...Array.from({ length: rounds }, () => ROUND).flat()];
    const changes: Change[] = [];
    for (const change of way) changes.push(await take(page, devtools, change, pids));
    await devtools.send('HeapProfiler.collectGarbage');
    const { usedSize } = await devtools.send('Runtime.getHeapUsage');
    return { first: await page.evaluate(() => window.bench.first), changes, heap: usedSize };
  } finally {
    await context.close();
    await session.close();
  }
}

/** @throws Refusal `nothing-came` if the next screen did not */
async function take(
  page: Page,
  devtools: CDPSession,
  { testid, typed }: PageChange,
  pids: readonly number[],
): Promise<Change> {
  if (typed) await fillIn(page, typed);
  const control = page.locator(takingTouches(testid));
  const box = await control.boundingBox({ timeout: SCREEN_WITHIN });
  if (box === null) throw new Refusal('nothing-came', testid);
  await page.evaluate(() => window.bench.arm());
  const cpu = threadsCpuMs(pids);
  const touchPoints = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }];
  await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
  await page.waitForTimeout(HELD);
  await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await page.waitForTimeout(DWELL);
  const used = threadsCpuMs(pids) - cpu;
  await page.waitForFunction(() => (window.bench.seen?.paintedAt ?? 0) > 0, undefined, { timeout: SCREEN_WITHIN });
  const seen = await page.evaluate(() => window.bench.seen);
  if (seen === null) throw new Refusal('nothing-came', testid);
  return {
    testid,
    answered: Math.max(seen.answered, SHORTEST_ANSWER),
    inserted: seen.insertedAt - seen.liftedAt,
    painted: seen.paintedAt - seen.liftedAt,
    cpu: used,
  };
}
