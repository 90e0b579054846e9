import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { reasonOf } from '../../foundation/errors.ts';
import type { StaffLanguage } from '../../foundation/staff-languages.ts';
import type { FimImport } from '../fim/fim-import.ts';
import { importFim } from '../fim/import-fim.ts';
import { fimFaultWords, noteWords } from '../fim/note-words.ts';
import { commandText } from './texts.ts';

/**
 * Makes the draft of a service of a FIM form and says what a person has to look at.
 * @param out directory for its files; `null`: nothing is written. What is there already is left as it is.
 */
export function runImportFim(
  file: string,
  out: string | null,
  language: StaffLanguage,
): { output: string; isWhole: boolean } {
  const failed = (output: string) => ({ output: `${output}\n`, isWhole: false });
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (thrown) {
    return failed(commandText(language, 'fim.unreadable', { file, detail: reasonOf(thrown) }));
  }
  const made = importFim(text);
  if (!made.ok) return failed(`${file}\n  ${fimFaultWords(made.error, language)}`);
  const { service, notes } = made.value;
  const written = out === null ? [] : write(made.value, out, language);
  const lines = [
    commandText(language, 'fim.service', {
      id: service.id,
      pages: service.form.length,
      fields: service.form.flatMap(({ fields }) => fields).length,
      evidence: service.evidence.length,
    }),
    '',
    commandText(language, 'fim.look'),
    ...notes.map(
      (note) => `  ${[note.element, note.name].filter(Boolean).join(' ')}\n    ${noteWords(note, language)}`,
    ),
    ...(written.length > 0 ? ['', ...written.map(({ told }) => told)] : []),
  ];
  return { output: `${lines.join('\n')}\n`, isWhole: written.every(({ isDone }) => isDone) };
}

function write({ service, texts, submissionSchema }: FimImport, out: string, language: StaffLanguage) {
  const files: readonly (readonly [string, unknown])[] = [
    [`services/${service.id}.json`, service],
    [`submission-schemas/${service.id}.schema.json`, submissionSchema],
    [`texts/${service.id}.de.json`, texts],
  ];
  return files.map(([path, content]) => {
    const file = join(out, path);
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`, { flag: 'wx' });
      return { told: commandText(language, 'fim.written', { file }), isDone: true };
    } catch (thrown) {
      const detail = reasonOf(thrown);
      const key = detail === 'EEXIST' ? 'fim.exists' : 'fim.not-written';
      return { told: commandText(language, key, { file, detail }), isDone: false };
    }
  });
}
