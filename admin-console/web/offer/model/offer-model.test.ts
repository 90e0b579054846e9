import { describe, expect, test } from 'vitest';
import { sampleFiles } from '../../../../config/sample-files.ts';
import { freeName } from '../../../../config/schema/plain-name.ts';
import type { ServiceFile } from '../../../../config/schema/service-file.ts';
import { isMadeFromForm } from '../../../../config/schema/submission-schema.ts';
import { copiedTexts } from './copied-texts.ts';
import { placeOfFault } from './fault-places.ts';
import { changeOf, type Edit, type FileSet, laid, serviceFile, setValue, textsFile, valueAt } from './files.ts';
import { addField, addPage, duplicateField, formOf, moveField, removeField, serviceOf, setFieldType } from './form.ts';
import {
  addMadeService,
  addService,
  copyService,
  moveService,
  notOffered,
  offered,
  setPrice,
  takeOut,
} from './services.ts';
import { makeSchemaFromForm, schemaState, settled } from './settle.ts';
import { keyAt, setText, stillRight, textOf, textState } from './texts.ts';
import { topicsOf } from './topics.ts';

const SAMPLE = laid([sampleFiles()]);
const DOGS = 'hundesteuer-anmelden';
const PARKING = 'bewohnerparkausweis';
const edited = (edit: Edit, files: FileSet = SAMPLE) => settled(SAMPLE, files, edit(files));
/** What a location has of its own after an edit. */
const own = (edit: Edit) => changeOf(SAMPLE, SAMPLE, edited(edit));
const fieldIds = (files: FileSet, id: string) => formOf(files, id).map(({ fields }) => fields.map((field) => field.id));

describe('layers', () => {
  test('a location that changes a price has that price of its own, and nothing else of the service', () => {
    const texts = own(setPrice(PARKING, 3500));
    expect(Object.keys(texts)).toEqual([serviceFile(PARKING)]);
    expect(JSON.parse(texts[serviceFile(PARKING)] ?? '')).toEqual({ fee: { cents: 3500 }, version: 2 });
  });

  test('what a location wrote and undid is nothing of its own', () => {
    const before = setPrice(PARKING, 3500)(SAMPLE);
    const change = changeOf(SAMPLE, before, setPrice(PARKING, 3070)(before));
    expect(JSON.parse(change[serviceFile(PARKING)] ?? '')).toEqual({});
    expect(laid([sampleFiles(), change])[serviceFile(PARKING)]).toEqual(SAMPLE[serviceFile(PARKING)]);
  });

  test('a location without the fee of its municipality gets what it asked for', () => {
    const edit = setValue(serviceFile(PARKING), ['fee'], { kind: 'none' });
    expect(laid([sampleFiles(), own(edit)])[serviceFile(PARKING)]?.fee).toEqual({ kind: 'none' });
  });

  test('an edit leaves alone what it does not touch', () => {
    const now = edited(setPrice(PARKING, 3500));
    expect(Object.keys(now).filter((path) => now[path] !== SAMPLE[path])).toEqual([serviceFile(PARKING)]);
  });
});

describe('what follows by itself', () => {
  test('a version rises once for all changes since the release, and falls back with them', () => {
    const once = edited(setPrice(PARKING, 3500));
    const twice = edited(setPrice(PARKING, 3600), once);
    expect([once, twice].map((files) => serviceOf(files, PARKING)?.version)).toEqual([2, 2]);
    expect(serviceOf(edited(setPrice(PARKING, 3070), twice), PARKING)?.version).toBe(1);
  });

  test('a schema that somebody has written stays, and a field more makes it doubtful', () => {
    const now = edited(addField(DOGS, 1, 'text', 'Farbe'));
    const path = `submission-schemas/${DOGS}.schema.json`;
    expect(now[path]).toBe(SAMPLE[path]);
    expect(schemaState(SAMPLE, now, serviceFile(DOGS))).toBe('may-not-fit');
    const made = makeSchemaFromForm(now, serviceFile(DOGS));
    expect(isMadeFromForm(made[path])).toBe(true);
    expect(schemaState(SAMPLE, made, serviceFile(DOGS))).toBe('new-to-authority');
  });

  test('a price is no news for the authority', () => {
    expect(schemaState(SAMPLE, edited(setPrice(PARKING, 3500)), serviceFile(PARKING))).toBe('fits');
  });

  test('the schema of a new service follows its form', () => {
    const { id, edit } = addService(SAMPLE, 'Fundsache melden');
    const now = edited(addPage(id, 'Der Fund', 'Was haben Sie gefunden?'), edited(edit));
    const schema = now[`submission-schemas/${id}.schema.json`];
    expect(valueAt({ schema: schema ?? {} }, 'schema', ['properties', 'antrag', 'required'])).toEqual([
      'wasHabenSieGefunden',
    ]);
  });
});

describe('texts', () => {
  const title = { file: serviceFile(DOGS), path: ['title'], name: 'title' };
  const key = keyAt(SAMPLE, title) ?? '';

  test('a German text that changes makes its translation stale until that is changed or found right', () => {
    const now = edited(setText(title, 'de', 'Hund anmelden'));
    expect(textState(now, key, 'en')).toBe('stale');
    expect(textState(edited(setText(title, 'en', 'Register a dog'), now), key, 'en')).toBe('there');
    expect(textState(edited(stillRight(key, 'en'), now), key, 'en')).toBe('there');
    expect(textState(edited(setText(title, 'de', textOf(SAMPLE, key, 'de') ?? ''), now), key, 'en')).toBe('there');
  });

  test('a text that was emptied is missing', () => {
    expect(textState(edited(setText(title, 'en', '')), key, 'en')).toBe('missing');
  });

  test('a text that other services use, too, changes here alone', () => {
    const label = { file: serviceFile(DOGS), path: ['form', 0, 'fields', 1, 'label'], name: 'fields.familyName' };
    const now = edited(setText(label, 'de', 'Nachname'));
    expect(textOf(now, keyAt(now, label) ?? '', 'de')).toBe('Nachname');
    expect(textOf(now, keyAt(now, label) ?? '', 'en')).toBe(textOf(SAMPLE, keyAt(SAMPLE, label) ?? '', 'en'));
    const other = keyAt(now, { file: serviceFile(PARKING), path: ['form', 0, 'fields', 1, 'label'] }) ?? '';
    expect(textOf(now, other, 'de')).toBe('Familienname');
  });

  test('an optional text comes with its first letter and goes with its last', () => {
    const hint = { file: serviceFile(DOGS), path: ['form', 1, 'fields', 0, 'hint'], name: 'hint', isOptional: true };
    const now = edited(setText(hint, 'de', 'R'));
    expect(textOf(now, keyAt(now, hint) ?? '', 'de')).toBe('R');
    expect(keyAt(edited(setText(hint, 'de', ''), now), hint)).toBeUndefined();
  });
});

describe('catalogue', () => {
  test('services move, go and can come again', () => {
    expect(offered(edited(moveService(0, 2))).slice(0, 3)).toEqual(['termin-buchen', 'termin-verwalten', 'pin-setzen']);
    expect(notOffered(edited(takeOut(DOGS)))).toEqual([DOGS]);
  });

  test('two services of one name have files of their own', () => {
    const first = addService(SAMPLE, 'Fischereischein');
    const second = addService(edited(first.edit), 'Fischereischein');
    expect([first.id, second.id]).toEqual(['fischereischein', 'fischereischein-2']);
  });

  test('a copy has its own texts in all languages, and shares what all share', () => {
    const copy = copyService(SAMPLE, DOGS, 'Katzensteuer');
    const now = edited(copy?.edit ?? ((files) => files));
    const id = copy?.id ?? '';
    expect(offered(now).at(-1)).toBe('katzensteuer');
    expect(textOf(now, serviceOf(now, id)?.title ?? '', 'de')).toBe('Katzensteuer');
    expect(textOf(now, serviceOf(now, id)?.summary ?? '', 'en')).toBe(
      'Register your dog with the city. No ID card, no fee.',
    );
    const renamed = edited(setText({ file: serviceFile(id), path: ['summary'], name: 'summary' }, 'de', 'Neu'), now);
    expect(renamed[textsFile('de')]?.[serviceOf(SAMPLE, DOGS)?.summary ?? '']).toBe(
      SAMPLE[textsFile('de')]?.[serviceOf(SAMPLE, DOGS)?.summary ?? ''],
    );
    expect(formOf(now, id)[0]?.title).toBe('services.common.pages.person');
  });

  test('a copy takes nothing along by which the original is known to authorities and readers', () => {
    const copy = copyService(SAMPLE, PARKING, 'Fischereischein verlängern');
    const now = edited(copy?.edit ?? ((files) => files));
    const id = copy?.id ?? '';
    expect(serviceOf(now, id)?.leika).toBeNull();
    expect(textState(now, serviceOf(now, id)?.title ?? '', 'en')).toBe('missing');
    expect(schemaState(SAMPLE, now, serviceFile(id))).toBe('new-to-authority');
    expect(isMadeFromForm(now[`submission-schemas/${id}.schema.json`])).toBe(true);
  });

  test('a copy sends nobody to an appointment that is for its original', () => {
    const copy = copyService(SAMPLE, PARKING, 'Fischereischein verlängern');
    const now = edited(copy?.edit ?? ((files) => files));
    expect(serviceOf(SAMPLE, PARKING)?.insteadOfEid).toBe('termin-buchen');
    expect(serviceOf(now, copy?.id ?? '')?.insteadOfEid).toBeUndefined();
  });

  test('what a copy still says of its original is told until it is changed, or released', () => {
    const copy = copyService(SAMPLE, PARKING, 'Fischereischein verlängern');
    const now = edited(copy?.edit ?? ((files) => files));
    const id = copy?.id ?? '';
    const purpose = { file: serviceFile(id), path: ['fee', 'purpose'], name: 'feePurpose' };
    const told = (files: FileSet, released = SAMPLE) =>
      copiedTexts(released, files, id).map(({ path }) => path.join('.'));
    expect(copiedTexts(SAMPLE, now, id).find(({ part }) => part === 'fee')).toEqual({
      ...{ text: 'Bewohnerparkausweis, 1 Jahr', from: PARKING, path: ['fee', 'purpose'], part: 'fee' },
    });
    expect(told(now)).not.toContain('title');
    expect(told(edited(setText(purpose, 'de', 'Fischereischein'), now))).not.toContain('fee.purpose');
    expect(told(now, now)).toEqual([]);
    expect(told(edited(addService(SAMPLE, 'Fundsache melden').edit))).toEqual([]);
  });
});

test('a service that somebody has made elsewhere takes no name and no text of another', () => {
  const service = { ...serviceOf(SAMPLE, DOGS), form: [], title: `services.${DOGS}.title` } as ServiceFile;
  const texts = { [`services.${DOGS}.title`]: 'Hund anmelden' };
  const { id, edit } = addMadeService(SAMPLE, { service, texts, submissionSchema: { $id: 'urn:x' }, notes: [] });
  const now = edited(edit);
  expect(offered(now).at(-1)).toBe(id);
  expect([serviceOf(now, id), serviceOf(now, DOGS)].map((of) => textOf(now, of?.title ?? '', 'de'))).toEqual([
    'Hund anmelden',
    'Hundesteuer anmelden',
  ]);
  expect(now[`submission-schemas/${DOGS}.schema.json`]).toBe(SAMPLE[`submission-schemas/${DOGS}.schema.json`]);
});

describe('form', () => {
  test('fields move within a page and to another', () => {
    const now = edited(moveField(DOGS, { page: 1, at: 0 }, { page: 0, at: 1 }));
    expect(fieldIds(now, DOGS).map((ids) => ids.slice(0, 2))).toEqual([
      ['givenNames', 'dogName'],
      ['breed', 'heldSince'],
      ['otherDogs', 'dogCount'],
      ['accountHolder', 'iban'],
    ]);
  });

  test('a field that is removed takes the conditions on it along', () => {
    const now = edited(removeField(DOGS, 1, 3));
    expect(formOf(now, DOGS)[1]?.fields.find(({ id }) => id === 'assistanceKind')).not.toHaveProperty('visibleIf');
  });

  test('a copy of a field is another property of the data, with its own words', () => {
    const now = edited(duplicateField(DOGS, 1, 0, 'Name des zweiten Hundes'));
    const [first, second] = formOf(now, DOGS)[1]?.fields ?? [];
    expect([first?.id, second?.id]).toEqual(['dogName', 'dogName2']);
    expect(textOf(now, first?.label ?? '', 'de')).toBe('Name des Hundes');
    expect(textOf(now, second?.label ?? '', 'de')).toBe('Name des zweiten Hundes');
  });

  test('a field of another type loses the rules of the one it had', () => {
    const now = edited(setFieldType(DOGS, 1, 2, 'text'));
    expect(formOf(now, DOGS)[1]?.fields[2]).toEqual({
      id: 'heldSince',
      type: 'text',
      label: 'services.hundesteuer-anmelden.fields.heldSince',
    });
    expect(formOf(edited(setFieldType(DOGS, 1, 2, 'choice')), DOGS)[1]?.fields[2]?.options).toHaveLength(2);
  });
});

test.each([
  [
    'a text',
    { reason: 'missing-text', path: 'services.hundesteuer-anmelden.fields.breed' },
    'form',
    'form.1.fields.1.label',
  ],
  ['a limit', { reason: 'invalid', path: 'form.1.fields.2.min' }, 'form', 'form.1.fields.2.min'],
  ['a payee', { reason: 'invalid', path: 'fee.payee' }, 'fee', 'fee.payee'],
  ['an authority', { reason: 'unknown-destination', path: 'route.destination' }, 'delivery', 'route.destination'],
])('a fault of %s leads to its field', (_what, fault, part, path) => {
  const found = placeOfFault(SAMPLE, {
    ...fault,
    file: serviceFile(DOGS),
    detail: '',
    word: '',
    values: {},
    layers: [],
  });
  expect(found && { ...found, path: found.path.join('.') }).toEqual({
    ...{ service: DOGS, part, file: serviceFile(DOGS), path },
  });
});

test('a new name takes none that stands there, also where one between was removed', () => {
  expect(freeName('amt', new Set(['amt', 'amt-3']), '-')).toBe('amt-2');
  expect(freeName('amt', new Set(['amt', 'amt-2']), '-')).toBe('amt-3');
});

describe('what a draft is about', () => {
  const of = (edit: Edit) => topicsOf(SAMPLE, edited(edit));

  test('a price is about its service alone', () => {
    expect(of(setPrice(PARKING, 3500))).toEqual({ services: [PARKING], parts: [] });
  });

  test('a text is about the service that says it', () => {
    const title = { file: serviceFile(DOGS), path: ['title'], name: 'title' };
    expect(of(setText(title, 'en', 'Dog tax'))).toEqual({ services: [DOGS], parts: [] });
  });

  test('a new service is not also about the list of all', () => {
    const { id, edit } = addService(SAMPLE, 'Fundsache melden');
    expect(of(edit)).toEqual({ services: [id], parts: [] });
  });

  test('a closed day and its reason are about the opening hours', () => {
    const reason = { file: 'site.json', path: ['closures', 0, 'text'], name: 'closure', isOptional: true };
    const day = setValue('site.json', ['closures'], [{ from: '2026-12-04' }]);
    expect(of((files) => setText(reason, 'de', 'Betriebsausflug')(day(files)))).toEqual({
      services: [],
      parts: ['hours'],
    });
  });

  test('another order of services is about the catalogue', () => {
    expect(of(moveService(0, 2))).toEqual({ services: [], parts: ['catalogue'] });
  });
});
