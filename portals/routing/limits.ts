/** What is read and kept of the routing service's answers. */
export const limits = {
  /** Largest answer, in bytes: five hundred areas, or routes with all their texts. */
  answerBytes: 1_000_000,
  /** Areas of one postal code that are taken; the service answers at most 500. */
  areas: 100,
  /** Answers kept in memory, the oldest leave first. */
  kept: 500,
} as const;
