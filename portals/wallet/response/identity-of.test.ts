import { describe, expect, test } from 'vitest';
import type { WalletRequest } from '../contract.ts';
import { identityOf, missingOf } from './identity-of.ts';

const EVERYTHING: WalletRequest = {
  required: ['GivenNames', 'FamilyName'],
  optional: ['DateOfBirth', 'BirthName', 'PlaceOfBirth', 'Nationality', 'Address'],
};
const sdJwt = (claims: Record<string, unknown>, request = EVERYTHING) => identityOf('dc+sd-jwt', claims, request);
const mdoc = (claims: Record<string, unknown>) => identityOf('mso_mdoc', claims, EVERYTHING);

describe('names', () => {
  test('are NFC, as DIN 91379 wants them', () => {
    expect(sdJwt({ family_name: 'MU\u0308LLER' })).toEqual({ familyName: 'MÜLLER' });
  });

  test.each(['', ' ', '-', '–', '<<'])('that are "%s" are none', (filler) => {
    expect(sdJwt({ given_name: filler, family_name: 'WEBER' })).toEqual({ familyName: 'WEBER' });
  });

  test('that are missing are told, if they were required', () => {
    expect(missingOf(sdJwt({ family_name: 'WEBER' }) ?? {}, EVERYTHING)).toEqual(['GivenNames']);
  });
});

describe('a birth date', () => {
  test.each([
    ['1964-08-12', '1964-08-12'],
    ['1983-00-00', '1983-00-00'],
    ['1983-05', '1983-05-00'],
    ['1983', '1983-00-00'],
  ])('"%s" is %s', (told, date) => {
    expect(sdJwt({ birthdate: told })).toEqual({ dateOfBirth: date });
  });

  test.each(['12.08.1964', '83', 19640812, ['1964-08-12']])('%s is none that a PID has', (told) => {
    expect(sdJwt({ birthdate: told })).toBeNull();
  });
});

describe('places', () => {
  test.each([
    ['BERLIN', 'BERLIN'],
    [{ locality: 'BERLIN', country: 'DE' }, 'BERLIN'],
    [{ country: 'SY' }, 'SY'],
  ])('of birth: %j', (told, place) => {
    expect(sdJwt({ place_of_birth: told })).toEqual({ placeOfBirth: place });
  });

  test('of residence are the same in both kinds', () => {
    const address = { street: 'HEIDESTRAẞE 17', postalCode: '51147', city: 'KÖLN', country: 'DE' };
    expect(
      sdJwt({
        address: { street_address: 'HEIDESTRAẞE 17', postal_code: '51147', locality: 'KÖLN', country: 'DE' },
      }),
    ).toEqual({ address });
    expect(
      mdoc({
        resident_street: 'HEIDESTRAẞE 17',
        resident_postal_code: '51147',
        resident_city: 'KÖLN',
        resident_country: 'DE',
      }),
    ).toEqual({ address });
  });

  test.each([{}, { street_address: '' }])('without a part are none: %j', (told) => {
    expect(sdJwt({ address: told })).toEqual({});
  });
});

test('what was not asked for is not taken, although it stands there', () => {
  const claims = { family_name: 'WEBER', birthdate: '1990-11-30' };
  expect(sdJwt(claims, { required: ['FamilyName'], optional: [] })).toEqual({ familyName: 'WEBER' });
});
