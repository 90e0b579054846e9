import { expect, test } from 'vitest';
import { plainWords } from '../../../config/words/fold.ts';
import { type WordParts, wordParts } from '../../../config/words/word-parts.ts';
import { sampleStart } from '../test-support/sample-start.ts';
import { createServiceSearch } from './search.ts';
import { misspelt, pick, randomOf } from './test-support/typing-errors.ts';

const start = sampleStart();
const items = start.services.map((service) => ({
  id: service.id,
  title: start.texts.de?.[service.title] ?? '',
  summary: start.texts.de?.[service.summary] ?? '',
  keywords: service.keywords.de ?? [],
}));
const words = items.flatMap(({ title, summary, keywords }) => [title, summary, ...keywords].flatMap(plainWords));
const search = createServiceSearch(items, await wordParts(words));
const first = (query: string) => search.find(query).ids[0];

test.each([
  ['HUNDESTEUER', 'hundesteuer-anmelden'],
  ['hudnesteuer', 'hundesteuer-anmelden'],
  ['hundestuer anm', 'hundesteuer-anmelden'],
  ['knoellchen', 'bescheid-bezahlen'],
  ['bussgeld', 'bescheid-bezahlen'],
  ['Bußgeld bezahlen', 'bescheid-bezahlen'],
  ['parkausweis', 'bewohnerparkausweis'],
  ['pakausweis', 'bewohnerparkausweis'],
  ['kfz', 'bewohnerparkausweis'],
  ['Hund anmelden', 'hundesteuer-anmelden'],
  ['ausweis parken', 'bewohnerparkausweis'],
])('"%s" finds %s first', (query, id) => expect(first(query)).toBe(id));

test.each(['hund', 'hnud', 'Hunde'])('"%s" finds the services for dogs first', (query) => {
  expect(search.find(query).ids.slice(0, 3).sort()).toEqual([
    'hundesteuer-abmelden',
    'hundesteuer-aendern',
    'hundesteuer-anmelden',
  ]);
});

test('half of a compound is found, because its parts are in the index', async () => {
  const fishing = [{ id: 'fischereischein', title: 'Fischereischein', summary: '', keywords: [] }];
  const found = (parts: WordParts) => createServiceSearch(fishing, parts).find('schein').ids;
  expect([found({}), found(await wordParts(['fischereischein']))]).toEqual([[], ['fischereischein']]);
});

test('where not every word fits, what comes near is called so', () => {
  expect(search.find('hund anmelden')).toMatchObject({ isNear: false });
  const near = search.find('meinen hund anmelden bitte');
  expect([near.ids[0], near.isNear]).toEqual(['hundesteuer-anmelden', true]);
});

test('nonsense finds nothing', () => expect(search.find('qqqq').ids).toEqual([]));

test('short words forgive nothing: one slip in three letters is another word', () =>
  expect(search.find('kfx').ids).toEqual([]));

test('an empty query, or one of signs, shows everything', () => {
  expect(search.find('').ids).toHaveLength(items.length);
  expect(search.find(' ?! ').ids).toHaveLength(items.length);
});

/** Of 100 queries that a generator has misspelt, so many must find first what they were made of. */
const GOAL = 0.95;

test.each([1, 2, 3])('top hit of 100 misspelt titles and keywords, seed %i', (seed) => {
  const random = randomOf(seed);
  const missed: string[] = [];
  for (let n = 0; n < 100; n++) {
    const { title, keywords } = pick(items, random);
    const phrase = pick([title, title, ...keywords], random);
    const query = misspelt(phrase, random);
    // Several services may have the same word: any of them is what was looked for.
    const wanted = items.filter((item) => item.title === phrase || item.keywords.includes(phrase));
    if (!wanted.some(({ id }) => id === first(query))) missed.push(`${query} (${phrase})`);
  }
  process.stdout.write(`search: ${100 - missed.length} of 100 misspelt queries, seed ${seed}\n`);
  expect(missed.length, missed.join(', ')).toBeLessThanOrEqual(100 * (1 - GOAL));
});
