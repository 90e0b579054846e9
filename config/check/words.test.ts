import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sampleFiles } from '../sample-files.ts';
import { checkFiles, checkFilesStrictly } from './check-files.ts';
import { faultWords } from './fault-words.ts';
import de from './texts/faults.de.json' with { type: 'json' };
import en from './texts/faults.en.json' with { type: 'json' };

const PARKING = 'services/bewohnerparkausweis.json';
const DOG = 'services/hundesteuer-anmelden.json';
const SITE = 'site.json';
const TEXT = 'texts/en.json';

// biome-ignore lint/suspicious/noExplicitAny: mistakes are planted anywhere
type Json = Record<string, any>;
type Change = (json: Json) => unknown;

/** The faults of the sample with one file changed. */
function faultsOf(file: string, change: Change) {
  const files = sampleFiles();
  const json = JSON.parse(files[file] ?? '{}');
  change(json);
  return checkFilesStrictly({ ...files, [file]: JSON.stringify(json) });
}
const field = (json: Json, page: number, at: number): Json => json.form[page].fields[at];

test('the sample has no fault', () => {
  expect(checkFilesStrictly(sampleFiles())).toEqual([]);
});

/** A mistake, and where and in which words somebody reads of it. */
const MISTAKES: readonly (readonly [string, string, Change, string, RegExp, RegExp])[] = [
  ['something left out', PARKING, (s) => delete s.icon, 'icon', /fehlt/, /ergänzen/],
  ['a number as the title', PARKING, (s) => (s.title = 7), 'title', /kein Text/, /Text/],
  ['a text as a number', PARKING, (s) => (s.durationMinutes = '3'), 'durationMinutes', /keine Zahl/, /Zahl/],
  ['half a minute', PARKING, (s) => (s.durationMinutes = 1.5), 'durationMinutes', /keine ganze Zahl/, /Nachkomma/],
  [
    'a word as yes or no',
    DOG,
    (s) => (field(s, 0, 0).required = 'ja'),
    'form.0.fields.0.required',
    /weder Ja noch Nein/,
    /Ja oder Nein/,
  ],
  ['a text as a list', PARKING, (s) => (s.needs = 'pin'), 'needs', /keine Liste/, /Liste/],
  ['a list as a group', PARKING, (s) => (s.fee = []), 'fee', /Gruppe/, /Gruppe/],
  [
    'a category that is none',
    PARKING,
    (s) => (s.category = 'cars'),
    'category',
    /nicht vorgesehen/,
    /mobility, animals/,
  ],
  [
    'a kind of fee that is none',
    PARKING,
    (s) => (s.fee.kind = 'gift'),
    'fee.kind',
    /nicht vorgesehen/,
    /none, fixed, bill/,
  ],
  ['a misspelt name', PARKING, (s) => (s.tittle = 'a.b'), 'tittle', /„tittle“/, /Schreibweise/],
  ['no page title', PARKING, (s) => delete s.form[0].title, 'form.0.title', /fehlt/, /ergänzen/],
  [
    'a page of nine fields',
    DOG,
    (s) => (s.form[0].fields = Array(9).fill(field(s, 0, 0))),
    'form.0.fields',
    /zu viele/,
    /höchstens 8 /,
  ],
  ['a page without fields', DOG, (s) => (s.form[0].fields = []), 'form.0.fields', /zu wenige/, /1/],
  [
    'an hour and a half for one service',
    PARKING,
    (s) => (s.durationMinutes = 90),
    'durationMinutes',
    /zu groß/,
    /höchstens 60/,
  ],
  ['version 0', PARKING, (s) => (s.version = 0), 'version', /zu klein/, /1/],
  [
    'a payee of 80 letters',
    SITE,
    (s) => (s.payees.stadtkasse.name = 'x'.repeat(80)),
    'payees.stadtkasse.name',
    /zu lang/,
    /höchstens 70 Zeichen/,
  ],
  [
    'a payee without a name',
    SITE,
    (s) => (s.payees.stadtkasse.name = ''),
    'payees.stadtkasse.name',
    /zu kurz/,
    /mindestens 1 /,
  ],
  [
    'a text key in words',
    PARKING,
    (s) => (s.title = 'Parkausweis'),
    'title',
    /Schlüssel eines Textes/,
    /site\.location/,
  ],
  [
    'a LeiKa key of 13 digits',
    PARKING,
    (s) => (s.leika = '9900000000000'),
    'leika',
    /kein Leistungsschlüssel/,
    /14 Ziffern/,
  ],
  [
    'a field with an umlaut',
    DOG,
    (s) => (field(s, 0, 0).id = 'größe'),
    'form.0.fields.0.id',
    /Name eines Feldes/,
    /ohne Umlaute/,
  ],
  [
    'a payee in capitals',
    SITE,
    (s) => (s.payees.KASSE = s.payees.stadtkasse),
    'payees.KASSE',
    /keine gültige Kennung/,
    /Kleinbuchstaben/,
  ],
  [
    'a limit in words',
    DOG,
    (s) => Object.assign(field(s, 0, 0), { type: 'date', min: 'heute' }),
    'form.0.fields.0.min',
    /Grenze für einen Tag/,
    /today/,
  ],
  [
    'limits of a text',
    DOG,
    (s) => Object.assign(field(s, 0, 0), { type: 'text', max: 3 }),
    'form.0.fields.0',
    /passen nicht zur Art/,
    /Tage als Grenzen/,
  ],
  [
    'options of a text',
    DOG,
    (s) =>
      Object.assign(field(s, 0, 0), {
        type: 'text',
        options: [
          { value: 'a', label: 'a.b' },
          { value: 'b', label: 'a.b' },
        ],
      }),
    'form.0.fields.0.options',
    /Auswahl/,
    /mindestens zwei/,
  ],
  [
    'required, if there is any',
    DOG,
    (s) => Object.assign(field(s, 0, 0), { required: true, ifAny: true }),
    'form.0.fields.0.ifAny',
    /Pflichtfeld/,
    /eines von beidem/,
  ],
  [
    'postal codes of a name',
    DOG,
    (s) => Object.assign(field(s, 0, 0), { type: 'name', only: ['12345'] }),
    'form.0.fields.0.only',
    /Postleitzahlen/,
    /Art des Feldes/,
  ],
  [
    'a bill that nobody asks for',
    'services/bescheid-bezahlen.json',
    (s) => delete s.bill,
    'fee',
    /Kassenzeichen/,
    /gefragt/,
  ],
  [
    'a home that nobody reads',
    DOG,
    (s) => (s.residence = { postalCodes: 'municipality', otherwise: s.title }),
    'residence',
    /Wohnort/,
    /Anschrift vom Ausweis/,
  ],
  [
    'an order of nothing to pay',
    DOG,
    (s) => Object.assign(s, { fee: { kind: 'none' }, order: 'submit-then-pay' }),
    'order',
    /nichts zu zahlen/,
    /Gebühr fest/,
  ],
  [
    'a PIN change with a fee',
    'services/pin-setzen.json',
    (s) => (s.fee = { kind: 'fixed', cents: 1, purpose: s.title, payee: 'stadtkasse' }),
    'route',
    /PIN/,
    /keine Gebühr/,
  ],
  ['a fee without a payee', PARKING, (s) => delete s.fee.payee, 'fee.payee', /fehlt/, /ergänzen/],
  [
    'a payee that the place does not have',
    PARKING,
    (s) => (s.fee.payee = 'mars'),
    'fee.payee',
    /„mars“ gibt es an diesem Ort nicht/,
    /Konto/,
  ],
  [
    'a bill of a payee that the place does not have',
    'services/bescheid-bezahlen.json',
    (s) => (s.bill.payees[0] = 'mars'),
    'bill.payees.0',
    /„mars“/,
    /Konto/,
  ],
  [
    'an authority that the place does not have',
    DOG,
    (s) => (s.route.destination = 'mars'),
    'route.destination',
    /„mars“/,
    /eingerichtet/,
  ],
  [
    'an authority by place without a service key',
    DOG,
    (s) => Object.assign(s, { leika: null, route: { kind: 'fit-connect-by-place', dataSchema: s.route.dataSchema } }),
    'leika',
    /Leistungsschlüssel/,
    /LeiKa/,
  ],
  [
    'a fee whose receiver would depend on the place',
    PARKING,
    (s) => (s.route = { kind: 'fit-connect-by-place', dataSchema: s.route.dataSchema }),
    'fee',
    /Wohnort/,
    /festen Behörde/,
  ],
  [
    'evidence that nobody knows how to scan',
    PARKING,
    (s) => (s.evidence[0].profile = 'mars'),
    'evidence.0.profile',
    /„mars“/,
    /Einlesen/,
  ],
  [
    'a condition on a field that is not there',
    DOG,
    (s) => (field(s, 0, 0).visibleIf = { field: 'mars', equals: 'yes' }),
    'form.0.fields.0.visibleIf.field',
    /„mars“/,
    /vorhandenes Feld/,
  ],
  [
    'a condition that is never true',
    DOG,
    (s) => addCondition(s, 'perhaps'),
    'form.0.fields.1.visibleIf',
    /nie gefragt/,
    /zutreffen kann/,
  ],
  [
    'a field that waits for itself',
    DOG,
    (s) => (field(s, 0, 0).visibleIf = { field: field(s, 0, 0).id, equals: 'x' }),
    'form.0.fields.0.visibleIf',
    /nie gefragt/,
    /zutreffen kann/,
  ],
  [
    'a condition on a later page',
    DOG,
    (s) => (field(s, 0, 0).visibleIf = { field: field(s, 1, 0).id, equals: 'x' }),
    'form.0.fields.0.visibleIf.field',
    /spätere/,
    /Verschieben/,
  ],
  [
    'a value from the card that is not read',
    PARKING,
    (s) =>
      Object.assign(s.identification, {
        required: s.identification.required.filter((name: string) => name !== 'DateOfBirth'),
        needed: ['dateOfBirth'],
      }),
    'identification.needed.0',
    /nicht gelesen: Geburtsdatum/,
    /vom Ausweis/,
  ],
  [
    'a field name twice',
    DOG,
    (s) => (field(s, 0, 1).id = field(s, 0, 0).id),
    'form.0.fields.1.id',
    /zweimal/,
    /einmal/,
  ],
  [
    'a time of day in words',
    SITE,
    (s) => (s.openingHours = [{ days: ['mon'], from: '8 Uhr', to: '12:00' }]),
    'openingHours.0.from',
    /keine Uhrzeit/,
    /08:30/,
  ],
  [
    'hours that end before they begin',
    SITE,
    (s) => (s.openingHours = [{ days: ['mon'], from: '18:00', to: '08:00' }]),
    'openingHours.0.to',
    /nicht nach dem Anfang/,
    /zwei Tage/,
  ],
  [
    'a thirtieth of February',
    SITE,
    (s) => (s.closures = [{ from: '2026-02-30' }]),
    'closures.0.from',
    /kein Tag, den es gibt/,
    /2026-12-24/,
  ],
  [
    'a closure that ends before it begins',
    SITE,
    (s) => (s.closures = [{ from: '2026-02-03', to: '2026-02-02' }]),
    'closures.0.to',
    /vor dem ersten/,
    /späterer/,
  ],
  [
    'an announcement that ends before it begins',
    SITE,
    (s) => (s.announcements = [{ text: 'site.location', kind: 'note', from: '2026-02-03', until: '2026-02-02' }]),
    'announcements.0.until',
    /endet/,
    /späterer/,
  ],
  [
    'four announcements',
    SITE,
    (s) => (s.announcements = Array(4).fill({ text: 'site.location', kind: 'note' })),
    'announcements',
    /zu viele/,
    /höchstens 3/,
  ],
  ['a federal state that is none', SITE, (s) => (s.holidays = 'DE-XX'), 'holidays', /nicht vorgesehen/, /DE-SN/],
  [
    'a time zone that is none',
    SITE,
    (s) => (s.timeZone = 'Europe/Musterstadt'),
    'timeZone',
    /Zeitzone/,
    /Europe\/Berlin/,
  ],
  [
    'an IBAN with spaces',
    SITE,
    (s) => (s.payees.stadtkasse.iban = 'DE89 3704'),
    'payees.stadtkasse.iban',
    /IBAN/,
    /ohne Leerzeichen/,
  ],
  [
    'an IBAN with two digits changed',
    SITE,
    (s) => (s.payees.stadtkasse.iban = 'DE89370400440532013009'),
    'payees.stadtkasse.iban',
    /IBAN/,
    /20 Ziffern/,
  ],
  ['a BIC that is none', SITE, (s) => (s.payees.stadtkasse.bic = 'BANK'), 'payees.stadtkasse.bic', /BIC/, /8 oder 11/],
  [
    'a postal code of four digits',
    SITE,
    (s) => (s.municipality.postalCodes = ['1234']),
    'municipality.postalCodes.0',
    /Postleitzahl/,
    /fünf Ziffern/,
  ],
  [
    'a page for cases that has no address',
    SITE,
    (s) => (s.municipality.statusPage = 'Rathaus'),
    'municipality.statusPage',
    /Internetadresse/,
    /https/,
  ],
  [
    'a delivery point that is none',
    SITE,
    (s) => (s.destinations.steueramt = 'x'),
    'destinations.steueramt',
    /Zustellpunkt/,
    /32 Zeichen/,
  ],
  [
    'a colour by its name',
    SITE,
    (s) => (s.branding.bar = { background: 'blue', text: '#ffffff' }),
    'branding.bar.background',
    /keine Farbe/,
    /#1a4480/,
  ],
  [
    'a bar that nobody can read',
    SITE,
    (s) => (s.branding.bar = { background: '#777777', text: '#ffffff' }),
    'branding.bar.background',
    /4,4 zu 1/,
    /#767676/,
  ],
  [
    'an accent that nobody can read on white',
    SITE,
    (s) => (s.branding.accent = { background: '#ffe500', text: '#000000' }),
    'branding.accent.background',
    /auf Weiß.*1,2 zu 1/,
    /#[0-9a-f]{6}/,
  ],
  ['a logo that is not there', SITE, (s) => (s.branding.logo = 'wappen'), '', /nicht gelesen/, /vorhanden/],
  [
    'a text that one language lacks',
    TEXT,
    (t) => delete t['site.helpDesk'],
    'site.helpDesk',
    /fehlt auf Englisch/,
    /auch in dieser Sprache/,
  ],
  [
    'a text of what happens next that one language lacks',
    TEXT,
    (t) => delete t[Object.keys(t).find((key) => key.includes('.next.')) ?? ''],
    '*',
    /fehlt auf Englisch/,
    /auch/,
  ],
];

function addCondition(service: Json, equals: string): void {
  Object.assign(field(service, 0, 0), { type: 'yes-no', maxLength: undefined });
  field(service, 0, 1).visibleIf = { field: field(service, 0, 0).id, equals };
}

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

test.each(['announcement', 'branding', 'hours', 'service', 'site', 'text-key'])(
  'everything that the schema of %s says of itself has words',
  (name) => {
    const source = readFileSync(join(import.meta.dirname, '../schema', `${name}.ts`), 'utf8');
    const said = [...source.matchAll(/(?:error: |\/, )'([^']+)'/g), ...source.matchAll(/^ {4}'([a-z-]+)',$/gm)];
    expect(said.length).toBeGreaterThan(0);
    for (const [, word] of said) expect(de).toHaveProperty([`fault.${word}`]);
  },
);
