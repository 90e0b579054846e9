import { writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { reasonOf } from '../../foundation/errors.ts';
import { STAFF_LANGUAGES } from '../../foundation/staff-languages.ts';
import { StaffIntent } from '../terminal/store/journal-facts.ts';
import { runTreasury, type TreasuryRequest } from './command.ts';
import { wordsOf } from './texts.ts';

/** `npm run treasury`; usage in texts/*.json, exit codes in command.ts. */
process.umask(0o077);
const DEMO = join(import.meta.dirname, '../../.data/demo');

const Options = z
  .strictObject({
    site: z.string().optional(),
    data: z.string().optional(),
    lang: z.enum(STAFF_LANGUAGES).default('de'),
    format: z.enum(['text', 'csv', 'camt.054']).default('text'),
    closing: z.union([z.literal('last'), z.coerce.number().int().min(1)]).default('last'),
    day: z.iso.date().optional(),
    payee: z.string().optional(),
    out: z.string().optional(),
    settle: z
      .string()
      .regex(/^[0-9a-f-]{6,80}$/)
      .optional(),
    how: StaffIntent.shape.how.optional(),
  })
  .refine(({ settle, how }) => (settle === undefined) === (how === undefined));

function usage(): never {
  process.stderr.write(`${wordsOf('de').text('usage')}\n\n${wordsOf('en').text('usage')}\n`);
  process.exit(2);
}

function commandLine() {
  try {
    const names = ['site', 'data', 'lang', 'format', 'closing', 'day', 'payee', 'out', 'settle', 'how'];
    const { values } = parseArgs({
      options: Object.fromEntries(names.map((name) => [name, { type: 'string' }] as const)),
    });
    return Options.parse({ ...values });
  } catch {
    return usage();
  }
}

const values = commandLine();
const request: TreasuryRequest = {
  site: values.site,
  data: values.data,
  language: values.lang,
  format: values.format,
  which: values.day === undefined ? { closing: values.closing } : { day: values.day },
  payee: values.payee ?? null,
  settle: values.settle && values.how ? { alert: values.settle, how: values.how, who: userInfo().username } : null,
};
const words = wordsOf(values.lang);
const { exitCode, output, notice } = runTreasury(request, DEMO);
if (notice !== null) process.stderr.write(`${notice}\n`);
process.exitCode = exitCode;
if (values.out === undefined || exitCode !== 0) process.stdout.write(output);
else {
  const file = resolve(values.out);
  try {
    writeFileSync(file, output, { mode: 0o600 });
    process.stderr.write(`${words.text('written', { file, bytes: Buffer.byteLength(output) })}\n`);
  } catch (thrown) {
    process.stderr.write(`${words.text('fault.not-written', { file, detail: reasonOf(thrown) })}\n`);
    process.exitCode = 1;
  }
}
