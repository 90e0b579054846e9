/**
 * Every time limit of this room, in milliseconds.
 *
 * | name | what waits | why this long |
 * | --- | --- | --- |
 * | query | one call to the appointment system | a person looks at a spinner |
 * | busy | waits after "too many calls", one after the other; then it is told | the limit counts by minute and address |
 * | offerFresh | offices and concerns are given again without asking | they change by the day |
 * | offerStale | they are still given while the system cannot be asked | better than closing the service |
 * | calendarFresh | a calendar is given again without asking | going back and forth must not spend the limit of a fleet |
 * | probeUp | it answered, and is not asked again whether it does | a probe a minute of each terminal would spend the limit |
 * | releaseFirst, releaseAtMost | a reservation could not be given back; waits double | it lapses by itself, at the latest |
 * | calendarStale | a calendar is still given while the system says "too many calls" | what is taken meanwhile shows at the reservation |
 */
export const delays = {
  query: 10_000,
  busy: [2_000, 5_000, 15_000, 30_000],
  offerFresh: 60 * 60_000,
  offerStale: 24 * 60 * 60_000,
  probeUp: 10 * 60_000,
  releaseFirst: 2_000,
  releaseAtMost: 60_000,
  calendarFresh: 20_000,
  calendarStale: 5 * 60_000,
} as const;
