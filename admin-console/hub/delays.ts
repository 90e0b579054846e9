/** Delays of what a hub process does by itself, in milliseconds. */
export const DELAYS = {
  /** What access, audit and enrolment need not keep any longer is erased this often. */
  upkeep: 60 * 60_000,
  /** Commands whose time is over are looked for this often, … */
  commandSweep: 30_000,
  /** … and what need not be kept any longer this often. */
  commandErase: 60 * 60_000,
  /** Lines of logs are kept for minutes: they are erased this often. */
  logSweep: 60_000,
  /** A preview asks this often whether its draft has changed: who types a text sees it within a second. */
  previewFollow: 400,
  /** The process of a preview has to show its first screen within this. */
  previewUpWithin: 30_000,
  /** A preview at which nobody looks any more ends after this, … */
  previewUnused: 15 * 60_000,
  /** … or, where another person waits for its place, after this. Why one ended is known for one to two of these. */
  previewGivesWay: 30_000,
  /** A question for the state of a preview is answered after this even if nothing has changed. */
  previewPatience: 20_000,
  /** A process that was asked to go is killed after this. */
  previewEndWithin: 2_000,
} as const;
