/** Delays of what the hub decides, in milliseconds. */
export const DELAYS = {
  /** Life of an enrolment code. */
  enrolmentCode: 60 * 60_000,
} as const;
