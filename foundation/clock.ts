/** A running timer; opaque, only good for `clearTimeout` of the clock that made it. */
export type Timer = unknown;

/**
 * Injected time. Nothing outside this file and the process entry points touches `Date.now` or the global timers,
 * so that tests advance time by name instead of sleeping. The shape also fits xstate's `clock` option.
 */
export interface Clock {
  /** Wall-clock time in milliseconds since 1970-01-01 UTC. May jump: use only for what people read. */
  now(): number;
  /** Monotonic time in milliseconds since an arbitrary start. Never jumps: use for durations. */
  monotonic(): number;
  setTimeout(fn: () => void, ms: number): Timer;
  clearTimeout(timer: Timer): void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  setTimeout: (fn, ms) => setTimeout(fn, ms),
  clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
};

/** Resolves after `ms` milliseconds of `clock`; rejects with the signal's reason if aborted before. */
export function delay(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const onAbort = () => {
      clock.clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = clock.setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

interface Pending {
  readonly due: number;
  readonly order: number;
  readonly fn: () => void;
}

/** A clock for tests: stands still until told to move. */
export class SimulatedClock implements Clock {
  #now: number;
  #elapsed = 0;
  #order = 0;
  readonly #pending = new Set<Pending>();

  /** @param startsAt wall-clock milliseconds since 1970 at which the simulation starts */
  constructor(startsAt = Date.UTC(2026, 0, 5, 9, 0, 0)) {
    this.#now = startsAt;
  }

  now(): number {
    return this.#now + this.#elapsed;
  }

  monotonic(): number {
    return this.#elapsed;
  }

  setTimeout(fn: () => void, ms: number): Timer {
    const pending: Pending = { due: this.#elapsed + Math.max(0, ms), order: this.#order++, fn };
    this.#pending.add(pending);
    return pending;
  }

  clearTimeout(timer: Timer): void {
    this.#pending.delete(timer as Pending);
  }

  /** Number of timers that wait; a test asserts 0 to prove that nothing leaks. */
  get waiting(): number {
    return this.#pending.size;
  }

  /** Moves the wall clock without letting time pass: what a wrong NTP server or a technician does. */
  jumpWallClock(ms: number): void {
    this.#now += ms;
  }

  /** Lets `ms` milliseconds pass, firing what falls due in order, and lets promises settle in between. */
  async advance(ms: number): Promise<void> {
    const target = this.#elapsed + ms;
    await settle();
    for (let next = this.#next(target); next; next = this.#next(target)) {
      this.#pending.delete(next);
      this.#elapsed = next.due;
      next.fn();
      await settle();
    }
    this.#elapsed = target;
    await settle();
  }

  #next(target: number): Pending | undefined {
    let best: Pending | undefined;
    for (const p of this.#pending) {
      if (p.due <= target && (!best || p.due < best.due || (p.due === best.due && p.order < best.order))) best = p;
    }
    return best;
  }
}

/** Two turns of the event loop: enough for chains of awaits between two timers of a simulation. */
async function settle(): Promise<void> {
  for (let i = 0; i < 2; i++) await new Promise<void>((resolve) => setImmediate(resolve));
}
