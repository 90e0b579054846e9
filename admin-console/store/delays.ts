/** Every delay of the store, in milliseconds. */
export const DELAYS = {
  /** SQLite waits this long for another process that writes. */
  sqliteBusy: 5_000,
  /** Calls to other hub processes gather this long, so that many acts at once make one notification. */
  bellGather: 10,
  /** A lost notification is made up for by looking at the rows this often. */
  bellSweep: 2_000,
  /** A broken connection for notifications is opened anew after this. */
  bellReconnect: 1_000,
  /** A hub process writes down this often that it lives. */
  processBeat: 2_000,
  /** A hub process that has not done so for this long is dead, and its links with it. */
  processDeadAfter: 6_000,
  /** What terminals tell within this is written as one transaction. */
  reportGather: 50,
  /** A clock that is off by so much more or less than before is written down anew. */
  clockStep: 10_000,
  /** A hub process that took it upon itself to reach a terminal is left at it for so long. */
  dialLease: 20_000,
  /** What could not be written is tried again after this. */
  reportRetry: 1_000,
  /** Old counts of the statistics are added up this often. */
  statisticsRollUp: 6 * 60 * 60_000,
} as const;
