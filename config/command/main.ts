import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { STAFF_LANGUAGES, type StaffLanguage } from '../../foundation/staff-languages.ts';
import { runCheck } from './check-command.ts';
import { runImportFim } from './import-fim-command.ts';
import { runNewService } from './new-service/new-service-command.ts';
import { runOrigin } from './origin-command.ts';
import { commandText } from './texts.ts';

/**
 * `npm run config -- check | new-service | preview SERVICE | origin SITE [PATH] | import-fim FILE`, each with its options: see `usage`.
 * Exit codes: 0 done, nothing wrong; 1 faults; 2 wrong usage.
 */
const CONFIG = join(import.meta.dirname, '..');
const PREVIEW = join(CONFIG, '../kiosk-app/preview/command/main.ts');

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
        answers: { type: 'string' },
        once: { type: 'boolean', default: false },
      },
    });
  } catch {
    return usage();
  }
}

const { values, positionals } = commandLine();
const language = STAFF_LANGUAGES.find((known) => known === values.language);
if (!language) usage();
const { output, isWhole } = await run(language);
process.stdout.write(output);
process.exitCode = isWhole ? 0 : 1;

async function run(told: StaffLanguage): Promise<{ readonly output: string; readonly isWhole: boolean }> {
  const [action, file, ...more] = positionals;
  if (action === 'check' && file === undefined) return runCheck(values, told);
  if (action === 'import-fim' && file !== undefined && more.length === 0)
    return runImportFim(file, values.out ?? null, told);
  if (action === 'new-service' && file === undefined) {
    const terminal = createInterface({ input: process.stdin, output: process.stdout });
    try {
      return await runNewService(
        values,
        values.answers ?? null,
        async (asked) => (await terminal.question(asked)).trim(),
        told,
      );
    } finally {
      terminal.close();
    }
  }
  if (action === 'origin' && file !== undefined && more.length <= 1) return runOrigin(file, more[0] ?? '', told);
  if (action === 'preview' && file !== undefined && more.length === 0) return runPreview(file);
  return usage();
}

/** By a process of its own: what shows a screen is no part of the configuration. */
function runPreview(service: string): { readonly output: string; readonly isWhole: boolean } {
  const args = [PREVIEW, service, '--site', values.site, '--directory', values.directory];
  const { status } = spawnSync(process.execPath, values.once ? [...args, '--once'] : args, { stdio: 'inherit' });
  return { output: '', isWhole: status === 0 };
}
