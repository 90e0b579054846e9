import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sampleFiles } from '../sample-files.ts';
import { checkFiles, checkFilesStrictly } from './check-files.ts';
import { faultWords } from './fault-words.ts';
import { FORM_MISTAKES } from './test-support/form-mistakes.ts';
import { OFFER_MISTAKES } from './test-support/offer-mistakes.ts';
import { DOG, faultsOf, PARKING, SITE, TEXT } from './test-support/planted-mistake.ts';
import { SERVICE_MISTAKES } from './test-support/service-mistakes.ts';
import { SITE_MISTAKES } from './test-support/site-mistakes.ts';
import { TEXT_MISTAKES } from './test-support/text-mistakes.ts';
import de from './texts/faults.de.json' with { type: 'json' };
import en from './texts/faults.en.json' with { type: 'json' };

test('the sample has no fault', () => {
  expect(checkFilesStrictly(sampleFiles())).toEqual([]);
});

const MISTAKES = [...OFFER_MISTAKES, ...SERVICE_MISTAKES, ...FORM_MISTAKES, ...SITE_MISTAKES, ...TEXT_MISTAKES];

test.each(MISTAKES)('%s', (_, file, change, path, wrong, right) => {
  const [fault, ...others] = faultsOf(file, change);
  if (!fault) throw new TypeError('no fault');
  if (path !== '*') expect(fault.path).toBe(path);
  const words = faultWords(fault, 'de');
  expect(words.wrong).toMatch(wrong);
  expect(words.right).toMatch(right);
  expect(words.wrong + words.right).not.toMatch(/\{|Invalid|undefined/);
  expect(others.length, others.map((other) => other.path).join(' ')).toBeLessThan(3);
});

test('an announcement that would push the services off the screen is told for its language', () => {
  const files = sampleFiles();
  const announcements = [{ text: 'site.location', kind: 'note' }];
  const faults = checkFilesStrictly({
    ...files,
    [SITE]: JSON.stringify({ ...JSON.parse(files[SITE] ?? ''), announcements }),
    [TEXT]: JSON.stringify({ ...JSON.parse(files[TEXT] ?? ''), 'site.location': 'x'.repeat(141) }),
  });
  expect(faults.map((fault) => [fault.path, faultWords(fault, 'de').wrong])).toEqual([
    ['announcements.0.text', 'Die Mitteilung ist auf Englisch zu lang für den Startbildschirm.'],
  ]);
});

test('a file that is no JSON, and one that is missing, are named', () => {
  const files = sampleFiles();
  const { [DOG]: _, ...without } = files;
  expect(checkFilesStrictly({ ...files, [DOG]: '{' })).toMatchObject([{ file: DOG, word: 'not-json' }]);
  expect(checkFilesStrictly(without)).toMatchObject([{ file: DOG, word: 'unreadable' }]);
});

test('every mistake of a file is told, not only its first', () => {
  const faults = faultsOf(PARKING, (s) => Object.assign(s, { version: 0, leika: 'x', extra: 1 }));
  expect(faults.map(({ path }) => path).sort()).toEqual(['extra', 'leika', 'version']);
});

test('a mistake of the place hides none of a service', () => {
  const files = sampleFiles();
  const [site, service] = [JSON.parse(files[SITE] ?? ''), JSON.parse(files[PARKING] ?? '')];
  const faults = checkFilesStrictly({
    ...files,
    [SITE]: JSON.stringify({ ...site, holidays: 'DE-XX' }),
    [PARKING]: JSON.stringify({ ...service, leika: 'x' }),
  });
  expect(faults.map(({ file, path }) => `${file} ${path}`)).toEqual([`${SITE} holidays`, `${PARKING} leika`]);
});

test('what only a stricter check finds stops no terminal that runs already', () => {
  const files = sampleFiles();
  const service = JSON.parse(files[PARKING] ?? '');
  service.fee.payee = 'mars';
  expect(checkFiles({ ...files, [PARKING]: JSON.stringify(service) })).toEqual([]);
});

test('both languages have words for the same mistakes, with the same values, and say what would be right', () => {
  const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
  expect(Object.keys(en)).toEqual(Object.keys(de));
  for (const [key, text] of Object.entries(de)) {
    expect(names((en as Record<string, string>)[key] ?? ''), key).toEqual(names(text));
    if (key.startsWith('fault.') && !key.endsWith('.right')) expect(de).toHaveProperty([`${key}.right`]);
  }
});

test.each(['announcement', 'branding', 'hours', 'responsible-office', 'service', 'site', 'text-key', 'web-portal'])(
  'everything that the schema of %s says of itself has words',
  (name) => {
    const source = readFileSync(join(import.meta.dirname, '../schema', `${name}.ts`), 'utf8');
    const said = [...source.matchAll(/(?:error: |\/, )'([^']+)'/g), ...source.matchAll(/^ {4}'([a-z-]+)',$/gm)];
    expect(said.length).toBeGreaterThan(0);
    for (const [, word] of said) expect(de).toHaveProperty([`fault.${word}`]);
  },
);
