/** What is read and kept of an appointment system's answers. */
export const limits = {
  /** Largest answer, in bytes: a big city lists hundreds of offices and concerns, a calendar half a year of times. */
  answerBytes: 4_000_000,
  /** Days that a calendar is asked for; the system takes at most 365. */
  days: 180,
  /** Days with free times that are kept of one calendar. */
  freeDays: 60,
  /** Times of one day that are kept. */
  times: 200,
  /** Calendars kept in memory, the oldest leave first. */
  kept: 50,
  /** Characters of a free text for the office, as the system counts them. */
  customText: 250,
} as const;
