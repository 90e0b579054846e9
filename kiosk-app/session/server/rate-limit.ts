import type { Clock } from '../../../foundation/clock.ts';

/** Faster than anyone types on a screen keyboard, with room for a burst of corrections. */
const PER_SECOND = 25;
const BURST = 60;

/** Token bucket over monotonic time. */
export function createRateLimit(clock: Clock): () => boolean {
  let left = BURST;
  let at = clock.monotonic();
  return () => {
    const now = clock.monotonic();
    left = Math.min(BURST, left + ((now - at) / 1000) * PER_SECOND);
    at = now;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}
