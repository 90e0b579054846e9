import { expect, test } from 'vitest';
import { competentAuthorityOf } from './competent-authority.ts';

const route = { destinationId: '6b2c7f44-0c1e-4c5e-9a51-52d2f0a1c001', destinationSignature: 'a.b.c' };

test('marks that turn the direction of writing are taken out of a name', () =>
  expect(competentAuthorityOf({ ...route, destinationName: 'Stadt \u202eA\u202c\n Amt' })?.name).toBe('Stadt A Amt'));
test('the short name, where there is no full one', () =>
  expect(competentAuthorityOf({ ...route, destinationName: ' ', destinationShortName: 'Steueramt' })?.name).toBe(
    'Steueramt',
  ));
test('the postal address before that of the house', () =>
  expect(
    competentAuthorityOf({ ...route, destinationName: 'Amt', address: { street: 'A' }, postalAddress: { street: 'B' } })
      ?.address,
  ).toEqual(['B']));
