import type { Clock } from './clock.ts';
import { createLog, type Log } from './log.ts';

/**
 * Log of a process that another one reads. A reader that was killed is no fault of ours: without a listener each line
 * would come back as an uncaught exception, of which one would want to write a line.
 */
export function stderrLog(clock: Clock): Log {
  process.stderr.on('error', () => {});
  return createLog((line) => process.stderr.write(line), clock);
}
