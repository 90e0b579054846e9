import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCheck } from '../check-command.ts';
import { runOrigin } from '../origin-command.ts';
import type { Ask } from './ask-answers.ts';
import { runNewService } from './new-service-command.ts';

/** The example of docs/services.md, done as it says, with what it says comes of it. */
const CONFIG = join(import.meta.dirname, '../..');
const DOC = readFileSync(join(CONFIG, '../docs/services.md'), 'utf8');
const block = (name: string): string => {
  const found = new RegExp(`^\`\`\`\\w+ ${name}\\n(.*?)^\`\`\`$`, 'ms').exec(DOC)?.[1];
  if (found === undefined) throw new TypeError(`the document has no ${name}`);
  return found;
};

let root = '';
const place = () => ({ site: join(root, 'config/sites/musterstadt.json'), directory: join(root, 'config') });
const fresh = () => cpSync(CONFIG, join(root, 'config'), { recursive: true, force: true });
/** As it is printed to whoever stands in the directory of the repository. */
const here = (text: string): string => text.replaceAll(`${root}/`, '');
const SERVICE = 'services/fischereischein-verlaengern.json';
const made = () => JSON.parse(readFileSync(join(root, 'config', SERVICE), 'utf8'));

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'services-doc-'));
  fresh();
});
afterAll(() => rmSync(root, { recursive: true }));

/** Answers what the document answers, and demands that it asks the same. Lists are left out there. */
function reader(): Ask & { readonly rest: () => readonly string[] } {
  const lines = block('questions').split('\n').slice(0, -1);
  const ask: Ask = async (question) => {
    const asked = question.split('\n');
    if (asked.length > 1) expect(lines.shift()).toBe(asked[0]);
    const last = asked.at(-1) ?? '';
    const line = lines.shift() ?? '';
    expect(line.startsWith(last.trimEnd()), `${last} – ${line}`).toBe(true);
    return line.slice(last.length).trim();
  };
  return Object.assign(ask, { rest: () => lines });
}

test('the questions are those of the document, and lead to what it prints', async () => {
  const ask = reader();
  const { output, isWhole } = await runNewService(place(), null, ask, 'de');
  expect([here(output), isWhole]).toEqual([block('output'), true]);
  expect(ask.rest()).toEqual([]);
});

test('the file of answers makes the same service, with what it says besides', async () => {
  const asked = made();
  rmSync(join(root, 'config'), { recursive: true });
  fresh();
  const file = join(root, 'fischereischein.json');
  writeFileSync(file, block('answers'));
  const never: Ask = () => {
    throw new TypeError('asked');
  };
  expect(here((await runNewService(place(), file, never, 'de')).output)).toBe(block('output'));
  expect({ ...made(), keywords: {}, icon: 'document' }).toEqual(asked);
});

test('a text that is taken out is told as the document says', () => {
  const texts = join(root, 'config/texts/de.json');
  const { 'services.fischereischein-verlaengern.title': _, ...others } = JSON.parse(readFileSync(texts, 'utf8'));
  writeFileSync(texts, JSON.stringify(others));
  expect(here(runCheck(place(), 'de').output)).toBe(block('check'));
});

test('the origin of a value is as the document says', () => {
  const site = join(root, 'config/sites/stadtbibliothek.json');
  expect(here(runOrigin(site, 'holidays', 'de').output)).toBe(block('origin'));
  const { inherits } = JSON.parse(readFileSync(site, 'utf8'));
  expect({ inherits }).toEqual(JSON.parse(block('place')));
});
