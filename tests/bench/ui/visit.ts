import type { Browser, CDPSession, Page } from 'playwright-core';
import { Refusal } from '../../../foundation/errors.ts';
import { takingTouches } from '../../../kiosk-app/ui/test-support/touch.ts';
import type { Build } from './build-tree.ts';
import { DWELL, HELD, NEXT_SCREEN_WITHIN, SCREEN_WITHIN, SETTLE } from './delays.ts';
import { observe, SHORTEST_ANSWER } from './observe.ts';
import { rendererPids, threadsCpuMs } from './renderer-cpu.ts';
import { startSession } from './start-session.ts';
import { fillIn, type PageChange, ROUND, TO_CATALOGUE } from './walk.ts';

/** A person gives up after so many touches that nothing answered. */
const TOUCHES = 5;

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

/** Touched again where a touch was not taken: something moved meanwhile. @throws Refusal `nothing-came` */
async function take(
  page: Page,
  devtools: CDPSession,
  { testid, typed }: PageChange,
  pids: readonly number[],
): Promise<Change> {
  if (typed) await fillIn(page, typed);
  for (let touches = 0; touches < TOUCHES; touches++) {
    const cpu = await touchOnce(page, devtools, testid, pids);
    const isPainted = () => (window.bench.seen?.paintedAt ?? 0) > 0;
    const came = page.waitForFunction(isPainted, undefined, { timeout: NEXT_SCREEN_WITHIN }).then(
      () => true,
      () => false,
    );
    const seen = (await came) ? await page.evaluate(() => window.bench.seen) : null;
    if (seen === null) continue;
    return {
      testid,
      answered: Math.max(seen.answered, SHORTEST_ANSWER),
      inserted: seen.insertedAt - seen.liftedAt,
      painted: seen.paintedAt - seen.liftedAt,
      cpu,
    };
  }
  throw new Refusal('nothing-came', testid);
}

/** @returns processor time of the page's process until the next touch, in milliseconds */
async function touchOnce(page: Page, devtools: CDPSession, testid: string, pids: readonly number[]): Promise<number> {
  const box = await page.locator(takingTouches(testid)).boundingBox({ timeout: SCREEN_WITHIN });
  if (box === null) throw new Refusal('nothing-came', testid);
  await page.evaluate(() => window.bench.arm());
  const cpu = threadsCpuMs(pids);
  const touchPoints = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }];
  await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
  await page.waitForTimeout(HELD);
  await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await page.waitForTimeout(DWELL);
  return threadsCpuMs(pids) - cpu;
}
