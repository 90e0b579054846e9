import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../../foundation/clock.ts';
import { createLog, silentLog } from '../../foundation/log.ts';
import { STAFF_LANGUAGES } from '../../foundation/staff-languages.ts';
import { type Request, runDevices } from './command.ts';
import { DELAYS } from './delays.ts';
import { wordsOf } from './texts.ts';

/**
 * `npm run devices [-- [test <device>] [--site FILE] [--data DIR] [--lang de|en] [--json] [--record DIR] [--verbose]]`
 * Exit codes: see `ExitCode` in command.ts.
 */
process.umask(0o077);
const DEMO = join(import.meta.dirname, '../../.data/demo');

function usage(): never {
  process.stderr.write(`${wordsOf('de').text('usage')}\n\n${wordsOf('en').text('usage')}\n`);
  process.exit(2);
}

function commandLine() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        site: { type: 'string' },
        data: { type: 'string' },
        lang: { type: 'string', default: 'de' },
        record: { type: 'string' },
        json: { type: 'boolean', default: false },
        verbose: { type: 'boolean', default: false },
      },
    });
  } catch {
    return usage();
  }
}

const { values, positionals } = commandLine();
const [action, device, ...more] = positionals;
const language = STAFF_LANGUAGES.find((known) => known === values.lang);
const isList = action === undefined;
const isTest = action === 'test' && device !== undefined && more.length === 0;
if (!language || !(isList || isTest)) usage();

const request: Request = {
  site: values.site,
  data: values.data,
  language,
  json: values.json,
  test: isTest ? device : null,
  record: values.record ?? null,
};
const { exitCode, output, notice } = await runDevices(request, {
  demo: DEMO,
  clock: systemClock,
  log: values.verbose ? createLog((line) => process.stderr.write(line), systemClock) : silentLog,
  delays: DELAYS,
});
if (notice !== null) process.stderr.write(`${notice}\n`);
// A device that did not close in time must not keep the command from ending.
process.stdout.write(output, () => process.exit(exitCode));
