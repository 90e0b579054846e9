/** Delays of the test eID-server, milliseconds of the injected clock. */
export const DELAYS = {
  /** A begun identification waits this long for its end. */
  session: 15 * 60_000,
  /** Read attributes wait this long to be fetched, then they are erased. */
  result: 2 * 60_000,
} as const;
