/** Every delay of the code reader driver, in milliseconds of the injected clock; those of its line are in `links`. */
export const DELAYS = {
  /**
   * Silence after a suffix that ends a code. A GiroCode has line ends of its own, so a suffix alone ends nothing. At
   * 9600 baud a character takes 1 ms; USB hands characters over in bursts at most 16 ms apart.
   */
  quietAfterSuffix: 60,
  /** Silence after which characters without a suffix are the rest of something that was cut off. */
  quietWithoutSuffix: 500,
  /** Silence after which the next report of a long code will not come any more; reports are 1–10 ms apart. */
  quietWithinReports: 300,
} as const;
