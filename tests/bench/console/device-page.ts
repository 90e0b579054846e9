import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Refusal } from '../../../foundation/errors.ts';
import { ACT_WITHIN, LIVE_SECONDS, SETTLE, USABLE_WITHIN } from './delays.ts';

/** An act of a person on the page, and when it is done: expressions of JavaScript that are evaluated in the page. */
export interface PageAct {
  readonly act: string;
  /** True once the page shows what was asked for; it sees `before`, what `state` was. */
  readonly done: string;
  readonly state: string;
}

/** A page with a list of devices, beside which another can be measured. */
export interface DevicePage {
  readonly address: string;
  /** Signs in in a context whose pages are measured after it. */
  signIn(context: BrowserContext): Promise<void>;
  /** True once the first device of the list can be pressed. */
  readonly usable: string;
  readonly acts: Readonly<Record<'filter' | 'sort' | 'search', PageAct>>;
  /** Some devices a second change, until it ends. */
  change(): Promise<void>;
  /** Processor time of the server, in milliseconds. */
  cpuMs(): number;
  residentBytes(): number;
}

export interface PageFigures {
  readonly usableMs: number;
  readonly filterMs: number;
  readonly sortMs: number;
  readonly searchMs: number;
  /** Of one core, while devices change. */
  readonly rendererPercent: number;
  readonly serverPercent: number;
  readonly heapMB: number;
  readonly serverMB: number;
}

/** What somebody in a browser of their own waits for. */
export async function measurePage(browser: Browser, subject: DevicePage): Promise<PageFigures> {
  const viewport = { width: 1280, height: 720 };
  // What is waited for is evaluated in the page, which lets no foreign script in by itself.
  const context = await browser.newContext({ viewport, ignoreHTTPSErrors: true, bypassCSP: true });
  try {
    await subject.signIn(context);
    const page = await context.newPage();
    const begun = performance.now();
    await page.goto(subject.address, { waitUntil: 'commit' });
    await page.waitForFunction(subject.usable, undefined, { timeout: USABLE_WITHIN, polling: 'raf' });
    const usableMs = performance.now() - begun;
    await page.waitForTimeout(SETTLE);
    const acts = { filterMs: 0, sortMs: 0, searchMs: 0 };
    for (const name of ['filter', 'sort', 'search'] as const)
      acts[`${name}Ms`] = await timeOf(page, subject.acts[name]);
    const live = await measureLive(browser, page, subject);
    return { usableMs, ...acts, ...live, heapMB: (await heapOf(page)) / 1e6, serverMB: subject.residentBytes() / 1e6 };
  } finally {
    await context.close();
  }
}

/** From the act until the frame in which it is done has been drawn, in milliseconds. @throws Refusal `never-happened` */
async function timeOf(page: Page, { act, done, state }: PageAct): Promise<number> {
  const ms = await page.evaluate(
    `new Promise((resolve) => {
      const before = ${state};
      const begun = performance.now();
      ${act};
      const look = () => {
        if (performance.now() - begun > ${ACT_WITHIN}) resolve(-1);
        else if (${done}) requestAnimationFrame(() => resolve(performance.now() - begun));
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    })`,
  );
  if (Number(ms) < 0) throw new Refusal('never-happened', act);
  await page.waitForTimeout(SETTLE / 3);
  return Number(ms);
}

async function measureLive(browser: Browser, page: Page, subject: DevicePage) {
  await page.reload({ waitUntil: 'commit' });
  await page.waitForFunction(subject.usable, undefined, { timeout: USABLE_WITHIN });
  await page.waitForTimeout(SETTLE);
  const [renderer, server] = [await rendererMs(browser), subject.cpuMs()];
  await subject.change();
  const percent = (ms: number) => ms / LIVE_SECONDS / 10;
  return {
    rendererPercent: percent((await rendererMs(browser)) - renderer),
    serverPercent: percent(subject.cpuMs() - server),
  };
}

/** Processor time of all pages of the browser (Chrome DevTools Protocol, domain SystemInfo), in milliseconds. */
async function rendererMs(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.filter(({ type }) => type === 'renderer').reduce((sum, { cpuTime }) => sum + cpuTime * 1_000, 0);
}

/** What scripts of the page hold after a collection, in bytes. */
async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}
