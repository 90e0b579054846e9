/** Every delay of the scanner driver, in milliseconds of the injected clock. */
export const DELAYS = {
  /** Between two looks at an idle device: opens it and reads its options, which moves and lights nothing. */
  probeEvery: 15_000,
  /** Between two looks while the device is missing or needs a person, so that it is usable soon after it is back. */
  probeEveryWhileUnwell: 3_000,
  /** A look takes at most this long. Network scanners answer within 2 s; loading every SANE backend takes up to 4 s. */
  probeWithin: 12_000,
  /** Without a byte on either pipe for this long a scan counts as hung. A cold CCFL lamp warms up for up to 40 s. */
  stalledAfter: 60_000,
  /**
   * From the last word of scanimage to its end. Seen with sane-backends 1.1.1: after a fault the reader thread of the
   * backend now and then deadlocks in `sane_close`, and the process never ends although the result is known.
   */
  exitWithin: 2_000,
  /**
   * Pause before a scan asks a busy device again. Each session has its own process with its own driver, and the next
   * one is started ahead: its look at the device, below a second, may fall into the start of a citizen's scan.
   */
  retryBusyAfter: 1_000,
  /** From SIGINT (scanimage then calls `sane_cancel`, which moves the lamp home) to SIGKILL. */
  stopWithin: 5_000,
} as const;
