/** Bounds of the session's client; milliseconds of the injected clock, bytes on the wire. */
export const LIMITS = {
  /** A whole exchange, from the first byte out to the last byte in. */
  answerWithin: 15_000,
  /** An identity with its report is about 2 kB. */
  answerBytes: 64 * 1024,
} as const;
