import { delay, systemClock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type { Random } from '../../../foundation/random.ts';

export const pause = (ms: number): Promise<void> => delay(systemClock, ms);

/** Anything up to `most` milliseconds; ends at once when it is over. */
export async function pauseUpTo(most: number, random: Random, over: AbortSignal): Promise<void> {
  await delay(systemClock, random.below(most), over).catch(() => {});
}

/** @returns false if it did not come true within `within` milliseconds */
export async function comesTrue(
  condition: () => boolean | Promise<boolean>,
  within: number,
  every: number,
): Promise<boolean> {
  const end = systemClock.monotonic() + within;
  while (!(await condition())) {
    if (systemClock.monotonic() > end) return false;
    await pause(every);
  }
  return true;
}

/** @throws Refusal `not-in-time` with what was waited for */
export async function mustComeTrue(
  what: string,
  condition: () => boolean | Promise<boolean>,
  within: number,
  every: number,
): Promise<void> {
  if (!(await comesTrue(condition, within, every))) throw new Refusal('not-in-time', what);
}
