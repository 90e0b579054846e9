/** What all subjects of the fleet benchmark have in common, so that they are measured alike. */

/** Terminals that dial at the same time. */
export const AT_ONCE = 100;
/** A process has come to rest after this. */
export const SETTLE_MS = 5_000;
/** Nobody has anything to tell for so long. */
export const REST_SECONDS = 60;
/** Reports are sent for so long. */
export const REPORT_SECONDS = 15;
