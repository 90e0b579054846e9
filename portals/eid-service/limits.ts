/** Bounds of the session's client, in bytes on the wire. */
export const LIMITS = {
  /** An identity with its report is about 2 kB. */
  answerBytes: 64 * 1024,
} as const;
