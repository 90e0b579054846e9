/** Every delay of lines to small devices, in milliseconds of the injected clock. */
export const LINK_DELAYS = {
  /** A TCP connection must stand within. */
  connectWithin: 3_000,
  /** First pause before connecting again; doubles up to `reconnectAtMost`. */
  reconnectAfter: 500,
  reconnectAtMost: 10_000,
  /** Idle time before TCP asks the other side whether it is still there. */
  keepAliveAfter: 10_000,
  /** Between two looks whether an open serial port still has its line. */
  hangUpLookEvery: 1_000,
} as const;
