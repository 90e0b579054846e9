import { writeSync } from 'node:fs';
import { systemClock } from '../../foundation/clock.ts';
import { reasonOf } from '../../foundation/errors.ts';
import { code, createLog } from '../../foundation/log.ts';
import { stayQuiet } from '../../foundation/processes/stay-quiet.ts';
import { parentTransport } from '../../foundation/rpc/transports.ts';
import { runPreview } from './run-preview.ts';

/**
 * A preview of a draft, forked by the hub with an IPC pipe. It writes no file, and ends with the hub. What people type
 * into it is treated as in a citizen's session: no report, no message of an error, only class names in the log.
 */
const log = createLog((line) => writeSync(2, line), systemClock);

const die = (thrown: unknown): never => {
  log.event('error', 'preview.crashed', { kind: code(reasonOf(thrown)) });
  process.exit(1);
};
stayQuiet(() => log.event('warn', 'preview.console.dropped'), die);
process.once('SIGTERM', () => process.exit(0));

if (!process.connected) die(new TypeError('started without a parent'));

await runPreview({ transport: parentTransport(), clock: systemClock, log });
process.exit(0);
