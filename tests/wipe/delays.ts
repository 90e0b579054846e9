/** How long the proof waits for what, in milliseconds of real time: it plays on real processes. */
export const DELAYS = {
  /** A screen, a window, an end of a session: what a person would wait. */
  patience: 30_000,
  lookEvery: 50,
  /** A browser has let go of us. */
  closedWithin: 3_000,
  /** After the next session is shown: what was told to end must have ended by itself within this. */
  settledWithin: 15_000,
  /** Garbage that is only waiting to be overwritten is found too: nothing is given time to collect it. */
  afterSettled: 500,
} as const;
