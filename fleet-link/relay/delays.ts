/** Every delay of the relay and of who dials it, in milliseconds. */
export const DELAYS = {
  /** Who has not said what it wants by then is cut off. */
  greetingWithin: 5_000,
  /** Who waits for the other side is cut off then, and dials again. */
  waitAtMost: 120_000,
  /** Idle time before the operating system asks whether the other end is there. */
  keepAlive: 30_000,
} as const;
