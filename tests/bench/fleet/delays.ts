/** What all subjects of the fleet benchmark have in common, so that they are measured alike. */

/** Terminals that dial at the same time. */
export const AT_ONCE = 100;
/** A process has come to rest after this. */
export const SETTLE_MS = 5_000;
/** Nobody has anything to tell for so long. */
export const REST_SECONDS = 60;
/** Reports are sent for so long. */
export const REPORT_SECONDS = 15;
/** Commands are given for so long, one after the other. */
export const COMMAND_SECONDS = 15;
/** Each terminal reports this often meanwhile: much more than one that is used. */
export const REPORT_EVERY_SECONDS = 10;
/** Whether a command has its result is asked this often, in milliseconds. */
export const RESULT_EVERY_MS = 5;
/** A command without a result after this has none. */
export const RESULT_WITHIN_MS = 30_000;
