/** Delays of what a hub process does by itself, in milliseconds. */
export const DELAYS = {
  /** What access, audit and enrolment need not keep any longer is erased this often. */
  upkeep: 60 * 60_000,
  /** Commands whose time is over are looked for this often, … */
  commandSweep: 30_000,
  /** … and what need not be kept any longer this often. */
  commandErase: 60 * 60_000,
} as const;
