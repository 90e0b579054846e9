/** Every delay of the attended-device host, in milliseconds. */
export const DELAYS = {
  /** After the session or the terminal has gone: so long devices may take to close before the process leaves anyway. */
  closeWithin: 1_000,
} as const;
