/**
 * Node remembers the addresses of the last 250 requests for whoever measures them (Resource Timing, `PerformanceEntry`).
 * Nobody does here, and a Kassenzeichen stands in the address of a bill: nothing of it is kept.
 */
export const keepNoRequestTimings = (): void => performance.setResourceTimingBufferSize(0);
