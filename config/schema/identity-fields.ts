import { z } from 'zod';

export const EidAttribute = z.enum([
  'GivenNames',
  'FamilyName',
  'DateOfBirth',
  'Address',
  'DoctoralDegree',
  'BirthName',
  'PlaceOfBirth',
  'Nationality',
]);
export type EidAttribute = z.infer<typeof EidAttribute>;

/** Values the eID delivers, flattened for prefilling. */
export const EidFieldName = z.enum([
  'givenNames',
  'familyName',
  'doctoralDegree',
  'dateOfBirth',
  'street',
  'postalCode',
  'city',
  'country',
]);
export type EidFieldName = z.infer<typeof EidFieldName>;
