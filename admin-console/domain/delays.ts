/** Delays of what the hub decides, in milliseconds. */
export const DELAYS = {
  /** Life of an enrolment code. */
  enrolmentCode: 60 * 60_000,
  /** The code of a command to enrol again is good for so long after the command ran out: it may have begun just before. */
  reenrolmentAfter: 60_000,
} as const;
