/** Delays of the metrics, in milliseconds. */
export const DELAYS = {
  /** The database is asked for the fleet's figures this often at most, however often somebody scrapes. */
  figuresKept: 5_000,
  /** A scrape that has not been asked or answered within this is ended. */
  requestWithin: 10_000,
} as const;
