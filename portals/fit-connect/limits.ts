/** FIT-Connect's limits (docs.fitko.de/fit-connect, Submission API); megabytes are taken as 10^6 bytes, the smaller reading. */
export const limits = {
  attachmentBytes: 500_000_000,
  attachments: 100,
  submissionBytes: 2_000_000_000,
  /**
   * Ours: a compact JWE is one string, a third longer than its content, and V8 holds no string above 2^29 - 24
   * characters. Far above anything scanned at a terminal.
   */
  sealableBytes: 400_000_000,
  /**
   * Ours: what is larger travels in fragments (metadata 2.x). An upload that breaks begins anew: 10 MB are 80 seconds on
   * the slowest line of a town hall (`uploadPerMegabyte`), 500 MB would be more than an hour.
   */
  fragmentBytes: 10_000_000,
  /** Largest answers we read: keys with certificates, and one page of an event log. */
  answerBytes: 256_000,
  eventLogBytes: 4_000_000,
} as const;

/** Events asked for at once; FIT-Connect answers at most 500. */
export const EVENT_PAGE = 100;

/** More pages than any case has events for: a portal that ignores the offset would answer for ever. */
export const EVENT_PAGES = 20;
