import { expect, test } from 'vitest';
import { sampleFiles } from '../../../../config/sample-files.ts';
import de from '../../locales/de/changes.json' with { type: 'json' };
import en from '../../locales/en/changes.json' with { type: 'json' };
import { addTexts, type ConsoleLanguage, texts } from '../../texts.ts';
import { wordsOf } from './change.ts';
import { changesInWords } from './changes.ts';

addTexts({ de, en });
type Files = Readonly<Record<string, string>>;

/** Lines as "group: words". */
const lines = (before: Files, after: Files, language: ConsoleLanguage = 'de'): readonly string[] =>
  changesInWords(before, after, { say: texts(language), language }).flatMap(({ title, changes }) =>
    changes.map(({ words }) => `${title}: ${wordsOf(words)}`),
  );
// biome-ignore lint/suspicious/noExplicitAny: a test changes what it knows to be there
function changed(path: string, change: (content: any) => void): Files {
  const files = sampleFiles();
  const content = JSON.parse(files[path] ?? '{}');
  change(content);
  return { ...files, [path]: JSON.stringify(content) };
}
const service = (id: string) => `services/${id}.json`;
const field = (page: number, at: number) => (content: { form: { fields: object[] }[] }) =>
  content.form[page]?.fields[at];

test.each<[string, Files, readonly string[]]>([
  [
    'a price',
    changed(service('bewohnerparkausweis'), (s) => Object.assign(s.fee, { cents: 3500 })),
    ['Bewohnerparkausweis: Gebühr: 30,70\u00a0€ → 35,00\u00a0€'],
  ],
  [
    'a field that need not be filled in any more',
    changed(service('hundesteuer-anmelden'), (s) => Object.assign(field(1, 1)(s) ?? {}, { required: false })),
    ['Hundesteuer anmelden: Feld Rasse ist jetzt freiwillig.'],
  ],
  [
    'a service that is no longer offered',
    changed('site.json', (site) => site.services.splice(site.services.indexOf('hundesteuer-anmelden'), 1)),
    ['Angebot: Leistung Hundesteuer anmelden wird nicht mehr angeboten.'],
  ],
  [
    'a text, marked within',
    changed('texts/de.json', (all) =>
      Object.assign(all, { 'services.hundesteuer-anmelden.title': 'Hundesteuer online anmelden' }),
    ),
    ['Hundesteuer online anmelden: Titel (Deutsch): Hundesteuer online anmelden'],
  ],
  [
    'opening hours',
    changed('site.json', (site) =>
      Object.assign(site, { openingHours: [{ days: ['mon', 'tue'], from: '08:00', to: '16:00' }] }),
    ),
    ['Öffnungszeiten: Öffnungszeiten: immer zugänglich → Montag und Dienstag: 08:00 bis 16:00 Uhr'],
  ],
  [
    'a condition',
    changed(service('hundesteuer-anmelden'), (s) =>
      Object.assign(field(1, 4)(s) ?? {}, { visibleIf: { field: 'assistanceDog', equals: 'no' } }),
    ),
    [
      'Hundesteuer anmelden: Feld Art der Assistenz, Wird gefragt: nur wenn „Ist es ein Assistenzhund?“ mit „Ja“ beantwortet ist → nur wenn „Ist es ein Assistenzhund?“ mit „Nein“ beantwortet ist',
    ],
  ],
  [
    'a day as a limit',
    changed(service('hundesteuer-anmelden'), (s) => Object.assign(field(1, 2)(s) ?? {}, { min: 'today-2y' })),
    ['Hundesteuer anmelden: Feld Bei Ihnen seit, Frühestens oder mindestens: vor 30 Jahren → vor 2 Jahren'],
  ],
  [
    'a field that went',
    changed(service('hundesteuer-anmelden'), (s) => s.form[2].fields.splice(1, 1)),
    ['Hundesteuer anmelden: Feld Hunde im Haushalt entfällt.'],
  ],
  [
    'a service that went, its texts with it',
    (() => {
      const { [service('hundesteuer-anmelden')]: _, ...rest } = sampleFiles();
      return rest;
    })(),
    ['Hundesteuer anmelden: Die Leistung gibt es nicht mehr.'],
  ],
  [
    'an authority with another address',
    changed('site.json', (site) =>
      Object.assign(site.destinations, { steueramt: '6b2c7f44-0c1e-4c5e-9a51-52d2f0a1b009' }),
    ),
    ['Behörden, an die Anträge gehen: Behörde Steueramt der Stadt Musterstadt wurde geändert.'],
  ],
])('%s in words', (_, after, expected) => {
  expect(lines(sampleFiles(), after)).toEqual(expected);
});

test('an order of services in words', () => {
  const inOrder = (services: readonly string[]) => changed('site.json', (site) => Object.assign(site, { services }));
  const before = inOrder(['pin-setzen', 'bescheid-bezahlen', 'hundesteuer-anmelden']);
  const after = inOrder(['bescheid-bezahlen', 'pin-setzen', 'hundesteuer-anmelden']);
  expect(lines(before, after)).toEqual([
    'Angebot: Die Reihenfolge der Leistungen ist neu: Bescheid oder Strafzettel bezahlen, PIN des Personalausweises setzen, Hundesteuer anmelden',
  ]);
});

test('in English, too', () => {
  const after = changed(service('bewohnerparkausweis'), (s) => Object.assign(s.fee, { cents: 3500 }));
  expect(lines(sampleFiles(), after, 'en')).toEqual(['Resident parking permit: Fee: €30.70 → €35.00']);
});

test('of which German text a translation was made is nothing that people read', () => {
  const translated = { ...sampleFiles(), 'texts/translations.json': '{"en":{"site.location":"0123abcd"}}' };
  expect(lines(sampleFiles(), translated)).toEqual([]);
});

test('nothing changed, nothing is said', () => {
  expect(lines(sampleFiles(), sampleFiles())).toEqual([]);
});

test('a setting that has no words yet is told all the same', () => {
  const after = changed('site.json', (site) => Object.assign(site, { mood: 'sunny' }));
  expect(lines(sampleFiles(), after)).toEqual([
    'Ort: Eine Einstellung, für die es hier noch keine Worte gibt: … → sunny',
  ]);
});

test('a draft whose text is in no file yet names nothing by its key', () => {
  const after = changed(service('hundesteuer-anmelden'), (s) => Object.assign(s, { title: 'services.x.title' }));
  expect(lines(sampleFiles(), after).join()).not.toContain('services.x');
});
