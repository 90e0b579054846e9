/**
 * Every delay of this room, in milliseconds. The simulator's own are in simulator/delays.ts.
 *
 * | name | why this long |
 * | --- | --- |
 * | answerWithin | an IPP answer without a document comes in under a second, from sleeping printers in about three |
 * | sendWithin | a document of 20 MB over the slowest printers' 1 MB/s receive buffer |
 * | pollIdle | how soon a fault is noticed between two jobs; does not wake printers on most models |
 * | pollTrouble | how soon a fault that has just begun is looked at again |
 * | pollPrinting | how soon "completed" is noticed; IPP Everywhere asks for no more than one request a second |
 * | retryAfter | before a printer that cannot be reached is asked again; doubles up to `retryAtMost` |
 * | faultPatience | a paper tray being pushed back in, or a printer that wakes up, clears by itself; longer, and a person has to come. Before a job and during it |
 * | warningPatience | the same for faults announced as warnings only, counted while no page comes out |
 * | heldPatience | spoolers hold a job for a moment while they convert it |
 * | busyPatience | somebody else's job in front of ours |
 * | linkLossPatience | a network hiccup before a job or during it |
 * | printWithin | base time for one job: warm-up of a sleeping fuser, and CUPS asks the printer only every 10 s |
 * | printPerSheet | and on top of it for each copy of each megabyte begun: four slow pages a minute |
 * | cancelWithin | until the printer has ended a job that was cancelled |
 */
export const DELAYS = {
  answerWithin: 5_000,
  sendWithin: 30_000,
  pollIdle: 10_000,
  pollTrouble: 3_000,
  pollPrinting: 1_000,
  retryAfter: 1_000,
  retryAtMost: 10_000,
  faultPatience: 10_000,
  warningPatience: 20_000,
  heldPatience: 10_000,
  busyPatience: 30_000,
  linkLossPatience: 15_000,
  printWithin: 90_000,
  printPerSheet: 15_000,
  cancelWithin: 15_000,
} as const;
