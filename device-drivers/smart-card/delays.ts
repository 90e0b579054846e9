/** Every delay of the smart card room, in milliseconds of the injected clock. */
export const DELAYS = {
  /** The daemon answers at once, but at its start it waits for USB readers to be probed first. */
  answerWithin: 10_000,
  /** A card's answer to one command. A P-256 signature takes a slow card 500 ms; ISO 7816-3 lets it ask for more time. */
  cardWithin: 5_000,
  /** A waiting daemon is silent for hours: so often it is asked whether it still is there. */
  livenessEvery: 30_000,
  /** First pause before the daemon is reached for again; doubles up to `reconnectAtMost`. */
  reconnectAfter: 500,
  reconnectAtMost: 10_000,
  /** A card that someone else has at the moment is tried again after this pause. */
  cardBusyRetry: 1_000,
  /** Failed technician's cards count against the limit for this long. */
  attemptsWindow: 5 * 60_000,
} as const;

/** Fields of {@link DELAYS} that a test on real processes may shorten. */
export type SmartCardDelays = { readonly [K in keyof typeof DELAYS]: number };
