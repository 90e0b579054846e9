import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { STAFF_LANGUAGES } from '../../foundation/staff-languages.ts';
import { runCheck } from './check-command.ts';
import { runImportFim } from './import-fim-command.ts';
import { commandText } from './texts.ts';

/**
 * `npm run config -- check [--site FILE] [--directory DIR] [--language de|en]`, `npm run config -- import-fim FILE [--out DIR]`.
 * Exit codes: 0 done, nothing wrong; 1 faults; 2 wrong usage.
 */
const CONFIG = join(import.meta.dirname, '..');

function usage(): never {
  process.stderr.write(`${commandText('de', 'usage')}\n\n${commandText('en', 'usage')}\n`);
  process.exit(2);
}

function commandLine() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        site: { type: 'string', default: join(CONFIG, 'sites/musterstadt.json') },
        directory: { type: 'string', default: CONFIG },
        language: { type: 'string', default: 'de' },
        out: { type: 'string' },
      },
    });
  } catch {
    return usage();
  }
}

const { values, positionals } = commandLine();
const language = STAFF_LANGUAGES.find((known) => known === values.language);
const [action, file, ...more] = positionals;
const isCheck = action === 'check' && file === undefined;
const isImport = action === 'import-fim' && file !== undefined && more.length === 0;
if (!language || !(isCheck || isImport)) usage();
const { output, isWhole } = isImport ? runImportFim(file, values.out ?? null, language) : runCheck(values, language);
process.stdout.write(output);
process.exitCode = isWhole ? 0 : 1;
