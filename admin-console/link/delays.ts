const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Every delay of the fleet link, in milliseconds. */
export const DELAYS = {
  /** How often a terminal reports even if nothing changed. */
  reportEvery: 10_000,
  /** Link alive check; a dead TCP connection is noticed after `pingEvery + pongWithin`, well below a minute. */
  pingEvery: 10_000,
  pongWithin: 10_000,
  /** A connected link must say hello within. */
  helloWithin: 5_000,
  /** The hub's CA outlives any terminal; terminals and hub are renewed long before. */
  caLife: 3650 * DAY,
  certificateLife: 397 * DAY,
  /** Terminals whose clock is a little behind must still accept a fresh certificate. */
  certificateBackdated: HOUR,
} as const;
