/** Every delay of the citizen's screen, in milliseconds. */
export const DELAYS = {
  /** Touches and keys are reported at most this often (contract: once a second). */
  activity: 1_000,
  /** Waits before the first, second, … attempt to reach the session again; the last one repeats. */
  reconnect: [200, 400, 800, 1_500, 3_000],
  /** A connection shorter than this is not worth a word: the "one moment" veil appears only after it. */
  reconnectVeil: 400,
} as const;
