import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { sampleFiles } from '../sample-files.ts';
import type { ServiceFile } from './service-file.ts';
import { isMadeFromForm, submissionSchema } from './submission-schema.ts';

const sample = (id: string): ServiceFile => JSON.parse(sampleFiles()[`services/${id}.json`] ?? '');
const DOGS = sample('hundesteuer-anmelden');
const PARKING = sample('bewohnerparkausweis');

const REX = { dogName: 'Rex', breed: 'Dackel', heldSince: '2026-01-02', assistanceDog: false };
const DOG = {
  familyName: 'Muster',
  street: 'Weg 1',
  postalCode: '12345',
  city: 'Musterstadt',
  dogs: [REX],
  otherDogs: 0,
  dogCount: 1,
  mandate: false,
};
const withDog = (dog: object) => ({ ...DOG, dogs: [{ ...REX, ...dog }] });

function accepts(service: ServiceFile, data: unknown): boolean {
  const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: true });
  addFormats.default(ajv);
  return ajv.validate(submissionSchema(service, 'Title'), data);
}

test.each<[string, boolean, object]>([
  ['what the form gives', true, DOG],
  ['a required field that is left out', false, withDog({ dogName: undefined })],
  ['a voluntary field', true, { ...DOG, phone: '0123 456' }],
  ['a field that the form does not have', false, { ...DOG, colour: 'brown' }],
  ['a number above its limit', false, { ...DOG, otherDogs: 21 }],
  ['a date that is none', false, withDog({ heldSince: 'yesterday' })],
  ['a question that was asked and not answered', false, withDog({ assistanceDog: true })],
  ['a question that was asked and answered', true, withDog({ assistanceDog: true, assistanceKind: 'guide' })],
  ['a choice that there is not', false, withDog({ assistanceDog: true, assistanceKind: 'none' })],
])('%s: accepted is %s', (_what, isAccepted, antrag) => {
  expect(accepts(DOGS, JSON.parse(JSON.stringify({ antrag })))).toBe(isAccepted);
});

test('what comes from the card and the payment have their places', () => {
  const data = {
    antrag: { givenNames: 'Erika', plate: 'MS-AB 12', zone: 'A', validFrom: '2026-12-01' },
    antragsteller: { givenNames: 'Erika', familyName: 'Muster', address: { city: 'Musterstadt' } },
    zahlung: { kassenzeichen: 'X', betragCent: 3500 },
  };
  expect(accepts(PARKING, data)).toBe(true);
  expect(accepts(PARKING, { ...data, zahlung: undefined })).toBe(false);
  expect(accepts(PARKING, { ...data, antragsteller: { birthName: 'Muster' } })).toBe(false);
});

test('what is paid after sending is marked as owed', () => {
  const later: ServiceFile = { ...PARKING, order: 'submit-then-pay', form: [], identification: { kind: 'none' } };
  expect(accepts(later, { zahlung: { kassenzeichen: 'X', betragCent: 1, status: 'offen' } })).toBe(true);
  expect(accepts(later, { zahlung: { kassenzeichen: 'X', betragCent: 1 } })).toBe(false);
});

test('another price is the same schema, another field is another', () => {
  const id = (service: ServiceFile) => submissionSchema(service, 'Title').$id;
  const [page, ...pages] = PARKING.form;
  expect(id({ ...PARKING, version: 9, fee: { ...PARKING.fee, cents: 1 } as ServiceFile['fee'] })).toBe(id(PARKING));
  expect(id({ ...PARKING, form: page ? [...pages] : [] })).not.toBe(id(PARKING));
});

test('only a schema that was made so says that it was', () => {
  expect(isMadeFromForm(submissionSchema(DOGS, 'Title'))).toBe(true);
  expect(isMadeFromForm(JSON.parse(sampleFiles()['submission-schemas/hundesteuer-anmelden.schema.json'] ?? ''))).toBe(
    false,
  );
});
