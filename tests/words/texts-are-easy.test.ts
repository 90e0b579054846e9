import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isRunningText, LIMITS, readabilityOf, sentencesOf, wordsOf } from '../../config/readability/readability.ts';
import { ServiceDefinition } from '../../config/schema/service.ts';

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string): Readonly<Record<string, string>> => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));

/** Fewer words say nothing: such a screen is measured together with the others of its service. */
const LEAST_WORDS = 25;

const TEXTS = read('config/texts/de.json');
const SERVICES = readdirSync(join(ROOT, 'config/services')).map((file) =>
  ServiceDefinition.parse(read(`config/services/${file}`)),
);

/** What a service itself says on each of its screens. */
function screensOf({ id, form, evidence, ...service }: ServiceDefinition): readonly (readonly [string, string[]])[] {
  const say = (keys: readonly (string | undefined)[]) => keys.flatMap((key) => (key && TEXTS[key]) || []);
  const pages = form.map((page): [string, string[]] => [
    `${id}, page ${page.id}`,
    say([page.title, ...page.fields.flatMap((field) => [field.label, field.hint, ...optionsOf(field)])]),
  ]);
  return [
    [`${id}, first page`, say([service.title, service.summary, ...service.prerequisites])],
    ...pages,
    ...evidence.map((item): [string, string[]] => [`${id}, ${item.id}`, say([item.title, item.hint])]),
    [`${id}, last page`, say(service.next)],
  ];
}
const optionsOf = ({ options }: ServiceDefinition['form'][number]['fields'][number]) =>
  (options ?? []).map(({ label }) => label);

const LOCALES = ['kiosk-app/ui/locales/de.json', 'kiosk-app/ui/screens/wallet/words/de.json'];
/** Texts of the page by the screen that they stand on: the first part of their key. */
const SCREENS = LOCALES.flatMap((path) => {
  const screens = new Map<string, string[]>();
  for (const [key, text] of Object.entries(read(path))) {
    const screen = key.split('.')[0] ?? '';
    screens.set(screen, [...(screens.get(screen) ?? []), text]);
  }
  return [...screens].map(([screen, texts]) => [`${path}, ${screen}`, texts] as const);
});

const OF_SERVICES = SERVICES.map((service) => [service.id, screensOf(service)] as const);
const ALL = [...OF_SERVICES.flatMap(([, screens]) => screens), ...SCREENS];

const running = (texts: readonly string[]) => texts.filter(isRunningText);
const isMeasured = ([, texts]: readonly [string, readonly string[]]) =>
  readabilityOf(running(texts)).words >= LEAST_WORDS;

test.each(ALL)('%s: no sentence of more than 15 words', (_, texts) => {
  const long = texts.flatMap(sentencesOf).filter((sentence) => wordsOf(sentence).length > LIMITS.wordsInSentence);
  expect(long).toEqual([]);
});

test.each(ALL.filter(isMeasured))('%s: first Wiener Sachtextformel at most 7', (_, texts) => {
  expect(readabilityOf(running(texts)).wstf).toBeLessThanOrEqual(LIMITS.wstf);
});

test.each(OF_SERVICES)('%s, all its screens together: first Wiener Sachtextformel at most 7', (_, screens) => {
  const { wstf } = readabilityOf(running(screens.flatMap(([, texts]) => texts)));
  expect(wstf).toBeLessThanOrEqual(LIMITS.wstf);
});

test('what the page says on its small screens, all together', () => {
  const small = SCREENS.filter((screen) => !isMeasured(screen)).flatMap(([, texts]) => running(texts));
  expect(readabilityOf(small).wstf).toBeLessThanOrEqual(LIMITS.wstf);
});

test('a text that is too hard is found', () => {
  const hard = 'Die Inanspruchnahme der Bewohnerparkberechtigung setzt die melderechtliche Registrierung voraus.';
  expect(readabilityOf([hard]).wstf).toBeGreaterThan(LIMITS.wstf);
});
