/** What a PID says about its holder, independent of its encoding; letters as the German issuer writes them. */
export interface PidData {
  readonly givenName: string;
  readonly familyName: string;
  /** ISO date; unknown parts are "00". */
  readonly birthDate: string;
  readonly birthFamilyName?: string;
  readonly placeOfBirth?: string;
  readonly nationalities: readonly string[];
  readonly address?: {
    readonly street?: string;
    readonly postalCode?: string;
    readonly city: string;
    readonly country: string;
  };
}

const KOELN = { street: 'HEIDESTRAẞE 17', postalCode: '51147', city: 'KÖLN', country: 'DE' };

/** People for tests, demo and journeys; Erika is the specimen of the German issuer's own documentation. */
export const PEOPLE = {
  erika: {
    givenName: 'ERIKA',
    familyName: 'MUSTERMANN',
    birthDate: '1964-08-12',
    birthFamilyName: 'GABLER',
    placeOfBirth: 'BERLIN',
    nationalities: ['DE'],
    address: KOELN,
  },
  müller: {
    givenName: 'JÜRGEN',
    familyName: 'MÜLLER',
    birthDate: '1971-03-09',
    placeOfBirth: 'MÜNCHEN',
    nationalities: ['DE'],
    address: { ...KOELN, street: 'STRAẞE DES 17. JUNI 4' },
  },
  birthYearOnly: {
    givenName: 'AMIRA',
    familyName: 'HADDAD',
    birthDate: '1983-00-00',
    placeOfBirth: 'ALEPPO',
    nationalities: ['DE', 'SY'],
    address: KOELN,
  },
  noAddress: {
    givenName: 'JONAS',
    familyName: 'WEBER',
    birthDate: '1990-11-30',
    placeOfBirth: 'KIEL',
    nationalities: ['DE'],
  },
  placeWithoutStreets: {
    givenName: 'FENJA',
    familyName: 'PETERSEN',
    birthDate: '1958-05-02',
    placeOfBirth: 'HOOGE',
    nationalities: ['DE'],
    address: { postalCode: '25859', city: 'HOOGE', country: 'DE' },
  },
} as const satisfies Readonly<Record<string, PidData>>;
