import { readdirSync, readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';

/**
 * Process ids of the browser's processes that run pages (Chrome DevTools Protocol, `SystemInfo.getProcessInfo`): that of
 * the page, and one that waits for the next page and does nothing.
 */
export async function rendererPids(browser: Browser): Promise<readonly number[]> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
}

/**
 * Processor time of all threads of these processes so far, in milliseconds (Linux,
 * Documentation/scheduler/sched-stats.rst: nanoseconds on the processor). What threads used that have ended is missing.
 */
export const threadsCpuMs = (pids: readonly number[]): number =>
  pids.flatMap(threadsOf).reduce((sum, thread) => sum + nanoseconds(`${thread}/schedstat`), 0) / 1e6;

const threadsOf = (pid: number): readonly string[] =>
  readdirSync(`/proc/${pid}/task`).map((id) => `/proc/${pid}/task/${id}`);

function nanoseconds(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8').split(' ')[0]);
  } catch {
    // The thread ended meanwhile.
    return 0;
  }
}
