/** Delays of the simulated AusweisApp, milliseconds of the injected clock. */
export const DELAYS = {
  /** Between two steps of progress while card and portal are at work; the real one takes 2–4 s in all. */
  step: 400,
  /** Each exchange with the portal. */
  portalWithin: 10_000,
} as const;
