/** Every delay of the presence sensor, in milliseconds of the injected clock. */
export const DELAYS = {
  /** How often the channel is read. A time-of-flight sensor needs some 30 ms for one reading. */
  readEvery: 200,
  /** A reading that takes longer counts as none: a sensor on a hung bus blocks its reader in the kernel. */
  readWithin: 2_000,
  /** Nobody seen for this long is an absence. Who bends down to a bag is still there; who turns round to wave is not. */
  absentAfter: 800,
  /** Pause before an unreadable channel is tried again; doubles up to `retryAtMost`. */
  retryAfter: 1_000,
  retryAtMost: 30_000,
} as const;
