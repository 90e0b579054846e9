/** Largest answer that is read, in bytes. A bill is a few hundred. */
export const LIMITS = { answerBytes: 16_000 } as const;
