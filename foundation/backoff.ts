/** Waits that double, in milliseconds. They stand in the room's `delays.ts`. */
export interface BackoffDelays {
  /** Wait after the first failure, > 0. */
  readonly first: number;
  /** Longest wait, before jitter. */
  readonly atMost: number;
  /**
   * Share of each wait by which it may be shorter or longer, 0 ≤ jitter < 1; 0 if left out. Whatever many machines do
   * against one server needs it: after an outage they must not come back in step.
   */
  readonly jitter?: number;
}

/** A number 0 ≤ n < 1, as of `Math.random`. */
export type RandomNumber = () => number;

/**
 * Milliseconds to wait after failure number `attempt`.
 * @param attempt 0 for the first failure since the last success
 * @param random needed for delays with jitter only
 */
export function backoff(attempt: number, delays: BackoffDelays, random: RandomNumber = Math.random): number {
  const { first, atMost, jitter = 0 } = delays;
  // 2 ** 1024 is infinite; the exponent is kept far below.
  const wait = Math.min(first * 2 ** Math.min(attempt, 50), atMost);
  return jitter === 0 ? wait : wait * (1 + jitter * (2 * random() - 1));
}

/** The same for a place that counts its failures itself. */
export class Backoff {
  readonly #delays: BackoffDelays;
  readonly #random: RandomNumber;
  #attempt = 0;

  constructor(delays: BackoffDelays, random: RandomNumber = Math.random) {
    this.#delays = delays;
    this.#random = random;
  }

  /** Milliseconds to wait now; twice as long with each call, up to the longest. */
  next(): number {
    return backoff(this.#attempt++, this.#delays, this.#random);
  }

  /** It succeeded: the next wait is the first again. */
  reset(): void {
    this.#attempt = 0;
  }
}
