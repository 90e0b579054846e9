import { setImmediate as turn } from 'node:timers/promises';
import { systemClock } from '../clock.ts';
import { stderrLog } from '../stderr-log.ts';

/** Logs a few lines when it is told to, and answers with how many of them came back as an exception. */
const log = stderrLog(systemClock);
let uncaught = 0;
process.on('uncaughtException', () => uncaught++);
process.on('message', async () => {
  for (let line = 0; line < 5; line++) {
    log.event('info', 'test.line', { line });
    await turn();
    await turn();
  }
  process.send?.(uncaught);
});
