/** Largest answer that is read, in bytes. A transaction is about one kilobyte. */
export const LIMITS = { answerBytes: 64_000 } as const;
