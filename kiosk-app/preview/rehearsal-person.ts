import type { Identity } from '../../portals/identity/contract.ts';

/** Who identifies in a rehearsal: made up, and living where the configuration says that its people live. */
export const rehearsalPerson = (postalCode: string): Identity => ({
  familyName: 'Mustermann',
  givenNames: 'Erika',
  birthName: 'Gabler',
  dateOfBirth: '1964-08-12',
  placeOfBirth: 'Berlin',
  nationality: 'D',
  address: { street: 'Heidestraße 17', city: 'Musterstadt', postalCode, country: 'D' },
});
