import { expect, test } from 'vitest';
import { dateOf } from './card-values.ts';
import { IdentityResult } from './contract.ts';

const read = (identity: unknown): unknown => {
  const result = IdentityResult.parse({ status: 'identified', identity, report: '{}', traceId: '4711' });
  return result.status === 'identified' ? result.identity : null;
};

test.each([null, '', ' ', '-', '--', '–', '<'])('given names %j are none: the holder has one name only', (givenNames) =>
  expect(read({ givenNames, familyName: 'Suharto' })).toEqual({ familyName: 'Suharto' }),
);

test('an address whose parts are all blank is none, and the words beside it stay', () =>
  expect(
    read({ address: { street: '', city: ' ', postalCode: null, country: '-' }, residence: 'keine Hauptwohnung' }),
  ).toEqual({ residence: 'keine Hauptwohnung' }));

test('a postal code that came as a number, a country code that came with fillers', () =>
  expect(read({ address: { city: 'Wien', postalCode: 1010, country: 'a<<' } })).toEqual({
    address: { city: 'Wien', postalCode: '1010', country: 'A' },
  }));

test('names in decomposed form and with doubled blanks', () =>
  expect(read({ familyName: 'Kovac\u030cevic\u0301 ', givenNames: 'Ana  Marija' })).toEqual({
    familyName: 'Kovačević',
    givenNames: 'Ana Marija',
  }));

test.each([
  ['1964-08-12', '1964-08-12'],
  ['19640812', '1964-08-12'],
  ['1964-08-12Z', '1964-08-12'],
  ['1964-08-12+02:00', '1964-08-12'],
  ['1964-08-12T00:00:00+02:00', '1964-08-12'],
  ['12.08.1964', '1964-08-12'],
  ['19770300', '1977-03-00'],
  ['197703', '1977-03-00'],
  ['197703XX', '1977-03-00'],
  ['1977-03', '1977-03-00'],
  ['03.1977', '1977-03-00'],
  ['00.03.1977', '1977-03-00'],
  ['1977', '1977-00-00'],
  ['1977    ', '1977-00-00'],
  ['19770000', '1977-00-00'],
  ['1977XXXX', '1977-00-00'],
  ['1977<<<<', '1977-00-00'],
  ['00.00.1977', '1977-00-00'],
  ['00000000', undefined],
  ['0000', undefined],
  ['0000-00-00', undefined],
  ['unbekannt', undefined],
])('a birthday answered as "%s"', (answered, day) => {
  expect(dateOf(answered)).toBe(day);
  expect(read({ familyName: 'Muster', dateOfBirth: answered })).toEqual({
    familyName: 'Muster',
    ...(day && { dateOfBirth: day }),
  });
});

test('a failure that says more than its reason is a failure with a reason', () =>
  expect(IdentityResult.parse({ status: 'failed', reason: 'card-expired', message: 'abgelaufen' })).toMatchObject({
    reason: 'card-expired',
  }));
