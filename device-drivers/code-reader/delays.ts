/** Every delay of the code reader driver, in milliseconds of the injected clock. */
export const DELAYS = {
  /**
   * Silence after a suffix that ends a code. A GiroCode has line ends of its own, so a suffix alone ends nothing. At
   * 9600 baud a character takes 1 ms; USB hands characters over in bursts at most 16 ms apart.
   */
  quietAfterSuffix: 60,
  /** Silence after which characters without a suffix are the rest of something that was cut off. */
  quietWithoutSuffix: 500,
  /** A connection must stand within. */
  connectWithin: 3_000,
  /** First pause before connecting again; doubles up to `reconnectAtMost`. */
  reconnectAfter: 500,
  reconnectAtMost: 10_000,
  /** Idle time before TCP asks the other side whether it is still there. */
  keepAliveAfter: 10_000,
} as const;
