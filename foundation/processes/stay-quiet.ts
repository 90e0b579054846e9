/**
 * For a process that holds what people type: no diagnostic report, nothing on the console, and the end with whatever was
 * thrown and not caught, because a message may quote somebody.
 * @param dropped told that something was written to the console, not what
 * @param crashed must say no more than the class of what was thrown
 */
export function stayQuiet(dropped: () => void, crashed: (thrown: unknown) => never): void {
  process.report.reportOnFatalError = false;
  process.report.reportOnUncaughtException = false;
  process.report.reportOnSignal = false;
  // A library's warning may carry an event with what somebody typed.
  Object.assign(globalThis.console, { log: dropped, info: dropped, warn: dropped, error: dropped, debug: dropped });
  process.on('uncaughtException', crashed);
  process.on('unhandledRejection', crashed);
}
