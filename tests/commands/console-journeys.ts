import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/**
 * `npm run console-journeys [-- <name>] [--language de|en] [--database sqlite|postgres]`
 * Plays what users of the console want, in a real browser against hub and terminal of the demo; exit 0 only if each goes
 * well. `tests/console/journeys/journey.ts` says how one is written.
 */
const ROOT = join(import.meta.dirname, '../..');
const JOURNEYS = 'tests/console/journeys';
const {
  values: { language, database },
  positionals: [name],
} = parseArgs({
  allowPositionals: true,
  options: {
    language: { type: 'string', default: 'de' },
    database: { type: 'string', default: 'sqlite' },
  },
});
if (!['de', 'en'].includes(language)) usage('--language: de or en');
if (!['sqlite', 'postgres'].includes(database)) usage('--database: sqlite or postgres');
if (name !== undefined && !existsSync(join(ROOT, JOURNEYS, `${name}.journey.ts`)))
  usage(`No ${name}.journey.ts in ${JOURNEYS}`);

const one = name === undefined ? [] : ['--testNamePattern', `\\b${name}: `];
const args = ['run', '--config', `${JOURNEYS}/vitest.config.ts`, '--project', `${language}-${database}`, ...one];
spawn(join(ROOT, 'node_modules/.bin/vitest'), args, { cwd: ROOT, stdio: 'inherit' }).on('close', (status) =>
  process.exit(status ?? 1),
);

function usage(text: string): never {
  console.error(text);
  process.exit(2);
}
