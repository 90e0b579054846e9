/** Every delay of the API, in milliseconds. */
export const DELAYS = {
  /** The stream of events sends a comment so that proxies keep it open. */
  streamHeartbeat: 15_000,
  /** While pages are open, rows that changed are looked for this often, once for all of them. */
  changesEvery: 1_000,
  /**
   * Rows are looked for this far back: a transaction is seen when it ends, with the time at which it began, on the clock
   * of another hub process.
   */
  changesOverlap: 10_000,
  /** Whether somebody may still see a stream that is open is looked at this often. */
  streamCheck: 5_000,
} as const;
