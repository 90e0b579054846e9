/** Invented places around the sample municipality. */
export interface SimulatedArea {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly postalCodes: readonly string[];
}

/** A route of the service as its editors keep it: who takes one public service in some areas. */
export interface SimulatedRoute {
  /** LeiKa keys, 14 digits. */
  readonly services: readonly string[];
  readonly areaIds: readonly string[];
  readonly destinationId: string;
  /** Whatever else the interface tells of the authority. */
  readonly told: Readonly<Record<string, unknown>>;
}

/** One postal code each, but for two villages that share theirs. */
export const SAMPLE_AREAS: readonly SimulatedArea[] = [
  { id: '1001', name: 'Musterstadt', type: 'Stadt', postalCodes: ['12345'] },
  { id: '1002', name: 'Nachbarort', type: 'Stadt', postalCodes: ['12346'] },
  { id: '1003', name: 'Oberdorf (Muster)', type: 'Gemeinde', postalCodes: ['12347'] },
  { id: '1004', name: 'Unterdorf', type: 'Gemeinde', postalCodes: ['12347'] },
  { id: '1005', name: 'Waldweiler', type: 'Gemeinde', postalCodes: ['12348'] },
  { id: '1006', name: 'Zweiburg', type: 'Gemeinde', postalCodes: ['12349'] },
];

/** Registering a dog, and taking it off the register again. */
const DOG_TAX = ['99102013104000', '99102013070000'];

/**
 * Nobody takes dog tax in Waldweiler, and two offices do in Zweiburg; the villages of one postal code belong to
 * different towns.
 */
export const sampleRoutes = (destinations: {
  readonly musterstadt: string;
  readonly nachbarort: string;
}): readonly SimulatedRoute[] => [
  {
    services: DOG_TAX,
    areaIds: ['1001', '1004', '1006'],
    destinationId: destinations.musterstadt,
    told: {
      destinationName: 'Stadt Musterstadt, Steueramt',
      destinationShortName: 'Steueramt Musterstadt',
      address: { street: 'Rathausplatz', houseNumber: '1', zip: '12345', city: 'Musterstadt' },
      contactPersons: [{ name: 'Service', tel: '0123 456-40', email: 'steueramt@musterstadt.example' }],
    },
  },
  {
    services: DOG_TAX,
    areaIds: ['1002', '1003', '1006'],
    destinationId: destinations.nachbarort,
    told: {
      destinationName: 'Stadt Nachbarort, Steueramt',
      destinationShortName: 'Steueramt Nachbarort',
      address: { street: 'Marktplatz', houseNumber: '7', zip: '12346', city: 'Nachbarort' },
      contactPersons: [{ name: 'Service', tel: '0123 987-12', email: 'steueramt@nachbarort.example' }],
    },
  },
];
