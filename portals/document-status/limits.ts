/** Largest answer that is read, in bytes. A status is two hundred. */
export const LIMITS = { answerBytes: 4_000 } as const;
