import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkFilesStrictly } from '../check/check-files.ts';
import { sampleFiles } from '../sample-files.ts';
import { ServiceDefinition } from '../schema/service.ts';
import type { FimImport } from './fim-import.ts';
import { importFim, LARGEST_FIM } from './import-fim.ts';
import { fimFaultWords, noteWords } from './note-words.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };

const sample = (file: string) => readFileSync(join(import.meta.dirname, 'samples', file), 'utf8');

function imported(text: string): FimImport {
  const read = importFim(text);
  if (!read.ok) throw new TypeError(read.error);
  return read.value;
}
const fieldsOf = ({ service }: FimImport) =>
  Object.fromEntries(service.form.flatMap(({ fields }) => fields).map((field) => [field.id, field]));
const notesOf = ({ notes }: FimImport) => notes.map(({ word, element }) => `${word} ${element}`.trim());

/** Adds an import to the sample as a person would, with what FIM does not know filled in. */
function filledIn({ service, texts, submissionSchema }: FimImport): Record<string, string> {
  const files = sampleFiles();
  const site = JSON.parse(files['site.json'] ?? '');
  const { route } = service;
  const withAll = (file: string) => JSON.stringify({ ...JSON.parse(files[file] ?? ''), ...texts });
  return {
    ...files,
    'site.json': JSON.stringify({ ...site, services: [...site.services, service.id] }),
    'texts/de.json': withAll('texts/de.json'),
    'texts/en.json': withAll('texts/en.json'),
    [`services/${service.id}.json`]: JSON.stringify({ ...service, route: { ...route, destination: 'buergeramt' } }),
    [`submission-schemas/${service.id}.schema.json`]: JSON.stringify(submissionSchema),
  };
}

test.each(['marktstand.xdf2.xml', 'baum-faellen.xdf3.xml', 'wohnsitz.schema.json'])(
  '%s passes the check once what FIM does not know is filled in, and not before',
  (file) => {
    const made = imported(sample(file));
    const files = filledIn(made);
    expect(checkFilesStrictly(files)).toEqual([]);
    const english = { ...files, 'texts/en.json': sampleFiles()['texts/en.json'] ?? '' };
    const missing = checkFilesStrictly(english).map(({ path }) => path);
    expect(missing.sort()).toEqual(Object.keys(made.texts).sort());
  },
);

test('XDatenfelder 2: groups are pages, fields keep their ids, limits are taken over', () => {
  const made = imported(sample('marktstand.xdf2.xml'));
  const { service, texts } = made;
  expect(service).toMatchObject({ id: 'marktstand-anmelden', needs: ['document'] });
  expect(service.form.map(({ title }) => texts[title])).toEqual([
    'Antragstellende Person',
    'Antragstellende Person: Anschrift',
    'Vertretung',
    'Stand',
    'Stand (2)',
  ]);
  expect(fieldsOf(made)).toMatchObject({
    f99000001: { type: 'name', required: true },
    f99000002: { type: 'name', required: false },
    f99000003: { type: 'email' },
    f99000004: { type: 'text', maxLength: 80 },
    f99000005: { type: 'postal-code' },
    f99000001n2: { type: 'name', required: false },
    f99000010: { type: 'text' },
    f99000011: { type: 'date', min: '2026-01-01' },
    f99000013: { type: 'text' },
    f99000014: { type: 'number', min: 1, max: 5 },
    f99000015: { type: 'yes-no' },
    f99000016: { type: 'long-text', maxLength: 2000, hint: 'services.marktstand-anmelden.fields.f99000016-hint' },
  });
  expect(texts['services.marktstand-anmelden.fields.f99000016-hint']).toBe('Zum Beispiel Honig oder Blumen');
  expect(service.evidence).toMatchObject([{ id: 'f99000020', required: true }]);
});

test('XDatenfelder 3: lists of values are choices, whatever cannot be asked is listed', () => {
  const made = imported(sample('baum-faellen.xdf3.xml'));
  expect(made.service.id).toBe('baum-faellen-ausnahme-beantragen');
  const { f99000000001: place } = fieldsOf(made);
  expect(place?.options?.map(({ value, label }) => [value, made.texts[label]])).toEqual([
    ['001', 'Straßenbaum'],
    ['002', 'Baum im Garten'],
    ['003', 'Baum im Park'],
  ]);
  expect(notesOf(made)).toEqual([
    'guessed-name F99000000009',
    'guessed-phone F99000000010',
    'rule F99000000005',
    'time F99000000006',
    'hidden F99000000007',
    'not-possible F99000000008',
    'evidence F99000000011',
    ...['gap-destination', 'gap-identification', 'gap-fee', 'gap-leika', 'gap-languages'],
  ]);
  const rule = made.notes.find(({ word }) => word === 'rule');
  expect(rule && noteWords(rule, 'de')).toContain('WENN F99000000004 = ja');
});

test('a JSON Schema: properties are fields, references within the file are followed', () => {
  const made = imported(sample('wohnsitz.schema.json'));
  expect(fieldsOf(made)).toMatchObject({
    f99000030: { type: 'name', required: true },
    f99000031: { type: 'date', required: true },
    f99000032: { type: 'choice', required: false },
    f99000034: { type: 'number', min: 1, max: 3 },
    f99000035: { type: 'text', maxLength: 100 },
  });
  expect(notesOf(made)).toContain('repeated F99000035');
});

test.each(['marktstand.xdf2.xml', 'baum-faellen.xdf3.xml'])('nothing of %s is left out without a note', (file) => {
  const text = sample(file);
  const made = imported(text);
  const known = [...Object.keys(fieldsOf(made)), ...made.service.evidence.map(({ id }) => id)];
  const noted = made.notes.map(({ element }) => element);
  for (const [, id = ''] of text.matchAll(/>(F\d+)</g)) {
    expect([...known, ...noted.map((one) => one.toLowerCase())], id).toContain(id.toLowerCase());
  }
});

test('what there is no room for is listed field by field', () => {
  const properties = Object.fromEntries(
    Array.from({ length: 110 }, (_, at) => [`F${at}`, { type: 'string', title: `Feld ${at}` }]),
  );
  const made = imported(JSON.stringify({ title: 'Sehr viel', properties }));
  expect(made.service.form.flatMap(({ fields }) => fields)).toHaveLength(100);
  expect(made.notes.filter(({ word }) => word === 'no-room')).toHaveLength(10);
  expect(checkFilesStrictly(filledIn(made))).toEqual([]);
});

test('many small groups are put together instead of being left out', () => {
  const properties = Object.fromEntries(
    Array.from({ length: 42 }, (_, at) => [
      `G${at}`,
      { title: `Gruppe ${at}`, required: [`F${at}`], properties: { [`F${at}`]: { type: 'string' } } },
    ]),
  );
  const made = imported(JSON.stringify({ title: 'Viele Gruppen', required: Object.keys(properties), properties }));
  expect(made.service.form.map(({ fields }) => fields.length)).toEqual([5, 5, 5, 5, 5, 5, 5, 5, 2]);
});

test('a group that may be there several times is a repeated page, an amount an amount, an IBAN an IBAN', () => {
  const text = JSON.stringify({
    title: 'Kinder',
    required: ['G1'],
    properties: {
      G1: {
        type: 'array',
        title: 'Kind',
        items: { required: ['F1'], properties: { F1: { type: 'string', title: 'Vorname' }, F2: { format: 'date' } } },
      },
      F3: { type: 'string', title: 'IBAN des Kontos' },
      F6: { type: 'string', title: 'Unterschrift der Eltern' },
      F5: { type: 'number', title: 'Faktor' },
      F4: { type: 'string', title: 'Begründung', maxLength: 1500 },
    },
  });
  const made = imported(text);
  const [children, ...others] = made.service.form;
  expect(children).toMatchObject({ repeat: { min: 1, max: 20 }, fields: [{ id: 'f1' }, { id: 'f2' }] });
  expect(made.texts[children?.repeat?.item ?? '']).toBe('Kind');
  expect(others).toMatchObject([
    { fields: [{ type: 'iban' }, { type: 'signature' }, { type: 'text' }, { type: 'long-text', maxLength: 1500 }] },
  ]);
  expect(notesOf(made)).toEqual(
    expect.arrayContaining(['repeated-page G1', 'guessed-iban F3', 'guessed-signature F6', 'decimals F5']),
  );
  expect(checkFilesStrictly(filledIn(made))).toEqual([]);
});

const XDF = (inner: string) =>
  `<xdf:xdatenfelder.stammdatenschema.0102 xmlns:xdf="urn:xoev-de:fim:standard:xdatenfelder_2">${inner}</xdf:xdatenfelder.stammdatenschema.0102>`;

test.each([
  ['an entity', `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${XDF('&e;')}`, 'doctype'],
  ['elements without end', XDF('<a>'.repeat(200) + '</a>'.repeat(200)), 'too-deep'],
  ['more than two megabytes', 'x'.repeat(LARGEST_FIM + 1), 'too-large'],
  ['another XML file', '<html/>', 'not-fim'],
  ['another message of FIM', '<xdf:xdatenfelder.datenfeld.0101 xmlns:xdf="x"/>', 'not-fim'],
  ['a file that ends in the middle', sample('marktstand.xdf2.xml').slice(0, 2_000), 'not-xml'],
  ['JSON that is no schema', '{"title":"x"}', 'not-fim'],
  ['half a JSON', '{"title":', 'not-fim'],
  ['a form without fields', XDF('<xdf:stammdatenschema><xdf:name>x</xdf:name></xdf:stammdatenschema>'), 'no-fields'],
  [
    'a schema that refers to itself',
    JSON.stringify({ properties: { a: { $ref: '#/properties/a' } }, title: 'x' }),
    null,
  ],
])('%s is refused, and does no harm', (_, text, fault) => {
  const read = importFim(text);
  expect(read.ok ? null : read.error).toBe(fault);
  if (!read.ok) expect(fimFaultWords(read.error, 'de')).toMatch(/^[A-ZÄÖÜ].*\.$/);
});

test('objects in objects that refer to each other end', () => {
  const properties = { a: { $ref: '#/$defs/n' }, b: { $ref: '#/$defs/n' } };
  const text = JSON.stringify({ title: 'x', properties, $defs: { n: { properties } } });
  expect(importFim(text)).toEqual({ ok: false, error: 'too-many-elements' });
});

test('whatever stands in a file, it is read or refused, and what is read can be checked', () => {
  const texts = ['marktstand.xdf2.xml', 'baum-faellen.xdf3.xml', 'wohnsitz.schema.json'].map(sample);
  const cut = fc.record({
    text: fc.constantFrom(...texts),
    at: fc.nat(12_000),
    length: fc.nat(400),
    put: fc.oneof(
      fc.string(),
      fc.constantFrom('</a>', '<', '"', '{', '1:*', '&amp;', 'file', 'select', '\u0000', '😀'),
    ),
  });
  fc.assert(
    fc.property(cut, ({ text, at, length, put }) => {
      const read = importFim(text.slice(0, at) + put + text.slice(at + length));
      if (read.ok) expect(ServiceDefinition.safeParse(read.value.service).error?.issues ?? []).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

test('both languages have words for the same notes and faults', () => {
  expect(Object.keys(en)).toEqual(Object.keys(de));
});
