import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { reasonOf } from '../../../foundation/errors.ts';
import { err, ok, type Result } from '../../../foundation/result.ts';
import type { StaffLanguage } from '../../../foundation/staff-languages.ts';
import { readChecked } from '../../check/fault.ts';
import { ServiceAnswers } from '../../draft/answers.ts';
import { draftService, type ServiceDraft } from '../../draft/draft-service.ts';
import { readSite } from '../../layers/read-site.ts';
import { type CheckedPlace, runCheck, toldFaults } from '../check-command.ts';
import { readText } from '../read-text.ts';
import { commandText } from '../texts.ts';
import { type Ask, askAnswers } from './ask-answers.ts';

interface CommandResult {
  readonly output: string;
  readonly isWhole: boolean;
}

/**
 * Writes a new service: its own files, its texts into those of each language, its name into the offer of the site. What
 * is there already is never changed. Then the whole place is checked.
 * @param answers file with the answers; `null`: they are asked for
 */
export async function runNewService(
  place: CheckedPlace,
  answers: string | null,
  ask: Ask,
  language: StaffLanguage,
): Promise<CommandResult> {
  const failed = (output: string): CommandResult => ({ output: `${output}\n`, isWhole: false });
  const read = readSite(readText, place.site);
  if (!read.ok) return failed(toldFaults(read.error, language));
  const { site } = read.value;
  const languages = site.languages.map(({ code }) => code);
  const given =
    answers === null
      ? ok(
          await askAnswers(
            ask,
            {
              languages,
              destinations: Object.keys(site.portals.fitConnect.destinations),
              payees: Object.keys(site.payees),
            },
            language,
          ),
        )
      : readChecked(readText, answers, answers, ServiceAnswers);
  if (!given.ok) return failed(toldFaults(given.error, language));
  const draft = draftService(given.value);
  const written = writeDraft(place, draft, languages);
  if (!written.ok) {
    return failed(commandText(language, written.error.key, { file: written.error.file, detail: written.error.detail }));
  }
  const told = written.value.map((file) => commandText(language, 'fim.written', { file }));
  const checked = runCheck(place, language);
  const look = commandText(language, 'new.look', { id: draft.service.id });
  return { output: `${[...told, '', checked.output].join('\n')}${look}\n`, isWhole: checked.isWhole };
}

interface Trouble {
  readonly key: 'fim.exists' | 'fim.not-written';
  readonly file: string;
  readonly detail: string;
}

/** All of it or nothing that was there before is touched. @returns the files, as they were written */
function writeDraft(
  { site, directory }: CheckedPlace,
  { service, texts, submissionSchema }: ServiceDraft,
  languages: readonly string[],
): Result<readonly string[], Trouble> {
  const own: readonly (readonly [string, unknown])[] = [
    [join(directory, `services/${service.id}.json`), service],
    [join(directory, `submission-schemas/${service.id}.schema.json`), submissionSchema],
  ];
  const taken = own.find(([file]) => existsSync(file));
  if (taken) return err({ key: 'fim.exists', file: taken[0], detail: '' });
  const shared: readonly (readonly [string, (content: Json) => Json])[] = [
    ...languages.map((code) => [textsOf(directory, code), (all: Json) => ({ ...all, ...texts[code] })] as const),
    [site, (content) => ({ ...content, services: [...(content.services as readonly string[]), service.id] })],
  ];
  const written: string[] = [];
  let file = '';
  try {
    for (const [path, content] of own) {
      file = path;
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`, { flag: 'wx' });
      written.push(path);
    }
    for (const [path, change] of shared) {
      file = path;
      const content = JsonFile.parse(JSON.parse(readFileSync(path, 'utf8')));
      writeFileSync(path, `${JSON.stringify(change(content), null, 2)}\n`);
      written.push(path);
    }
  } catch (thrown) {
    return err({ key: 'fim.not-written', file, detail: reasonOf(thrown) });
  }
  return ok(written);
}

const JsonFile = z.record(z.string(), z.unknown());
type Json = z.infer<typeof JsonFile>;
const textsOf = (directory: string, code: string): string =>
  join(directory, `texts/${code.replace(/^.*[/\\]/, '')}.json`);
