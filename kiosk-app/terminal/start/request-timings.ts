/**
 * Node keeps the addresses of the last 250 requests for measurements (Resource Timing, `PerformanceEntry`). The terminal
 * does not use them, and the address of a bill contains a Kassenzeichen, so none of them are kept.
 */
export const keepNoRequestTimings = (): void => performance.setResourceTimingBufferSize(0);
