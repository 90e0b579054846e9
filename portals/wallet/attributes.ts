import type { WalletAttribute } from './contract.ts';

/** The two encodings of a PID, by their names in OpenID4VP 1.0, appendix B. */
export type PidFormat = 'dc+sd-jwt' | 'mso_mdoc';

export const PID_FORMATS = ['dc+sd-jwt', 'mso_mdoc'] as const satisfies readonly PidFormat[];

/** Type of the German PID (`vct`) and of the European one in ISO 18013-5 (document type, and name space of its elements). */
export const PID_TYPE: Readonly<Record<PidFormat, string>> = {
  'dc+sd-jwt': 'urn:eudi:pid:de:1',
  mso_mdoc: 'eu.europa.ec.eudi.pid.1',
};

/** Where a claim stands: names from the outside in. For an mdoc: name space, element. */
export type ClaimPath = readonly string[];

const element = (name: string): ClaimPath => [PID_TYPE.mso_mdoc, name];

/** Claims of each attribute (ARF, annex 3.01 "PID Rulebook", chapters 4 and 5). */
const CLAIMS: Readonly<Record<WalletAttribute, Readonly<Record<PidFormat, readonly ClaimPath[]>>>> = {
  GivenNames: { 'dc+sd-jwt': [['given_name']], mso_mdoc: [element('given_name')] },
  FamilyName: { 'dc+sd-jwt': [['family_name']], mso_mdoc: [element('family_name')] },
  DateOfBirth: { 'dc+sd-jwt': [['birthdate']], mso_mdoc: [element('birth_date')] },
  BirthName: { 'dc+sd-jwt': [['birth_family_name']], mso_mdoc: [element('family_name_birth')] },
  PlaceOfBirth: { 'dc+sd-jwt': [['place_of_birth']], mso_mdoc: [element('place_of_birth')] },
  Nationality: { 'dc+sd-jwt': [['nationalities']], mso_mdoc: [element('nationality')] },
  Address: {
    'dc+sd-jwt': ['street_address', 'postal_code', 'locality', 'country'].map((part) => ['address', part]),
    mso_mdoc: ['street', 'postal_code', 'city', 'country'].map((part) => element(`resident_${part}`)),
  },
};

export const claimsOf = (attribute: WalletAttribute, format: PidFormat): readonly ClaimPath[] =>
  CLAIMS[attribute][format];

export const ATTRIBUTES = Object.keys(CLAIMS) as readonly WalletAttribute[];

export const startsWith = (path: ClaimPath, start: ClaimPath): boolean =>
  start.every((part, index) => path[index] === part);
