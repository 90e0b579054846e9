import { type Clock, systemClock } from '../../../foundation/clock.ts';

/** Real time, run through faster: real peers live in real time, and a driver's patience need not be waited for. */
export function fastClock(factor: number): Clock {
  return {
    now: () => systemClock.now(),
    monotonic: () => systemClock.monotonic() * factor,
    setTimeout: (fn, ms) => systemClock.setTimeout(fn, ms / factor),
    clearTimeout: (timer) => systemClock.clearTimeout(timer),
  };
}
