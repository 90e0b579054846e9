/** An office of the simulated system, as its own administration would set it up. */
export interface SimulatedOffice {
  readonly id: number;
  readonly name: string;
  readonly street: string;
  readonly streetNumber: string;
  readonly postalCode: string;
  readonly city: string;
  readonly hint: string | null;
  readonly concerns: readonly number[];
  readonly emailRequired?: boolean;
  readonly telephone?: 'none' | 'asked' | 'required';
  readonly customText?: { readonly label: string; readonly required: boolean };
  readonly captcha?: boolean;
  readonly reservationMinutes?: number;
  /** "HH:MM" of each working day. */
  readonly opens: string;
  readonly closes: string;
  readonly slotMinutes: number;
}

export interface SimulatedConcern {
  readonly id: number;
  readonly name: string;
}

export interface SimulatedTown {
  readonly offices: readonly SimulatedOffice[];
  readonly concerns: readonly SimulatedConcern[];
}

const TOWN = { postalCode: '12345', city: 'Musterstadt' };

/** Offices and concerns of the demo town. */
export const SAMPLE_TOWN: SimulatedTown = {
  concerns: [
    { id: 1001, name: 'Personalausweis' },
    { id: 1002, name: 'Reisepass' },
    { id: 1003, name: 'Wohnsitz anmelden oder ummelden' },
    { id: 1004, name: 'Meldebescheinigung' },
    { id: 1005, name: 'Führungszeugnis' },
    { id: 1006, name: 'Auskunft aus dem Gewerbezentralregister' },
    { id: 2001, name: 'Urkunden' },
    { id: 2002, name: 'Eheschließung anmelden' },
    { id: 3001, name: 'Fahrzeug zulassen' },
    { id: 3002, name: 'Bewohnerparkausweis' },
  ],
  offices: [
    {
      ...TOWN,
      id: 101,
      name: 'Bürgerbüro Mitte',
      street: 'Am Markt',
      streetNumber: '1',
      hint: 'Erdgeschoss, Wartebereich A',
      concerns: [1001, 1002, 1003, 1004, 1005, 1006, 3002],
      telephone: 'asked',
      opens: '08:00',
      closes: '16:00',
      slotMinutes: 20,
    },
    {
      ...TOWN,
      id: 102,
      name: 'Bürgerbüro Nord',
      street: 'Nordring',
      streetNumber: '14',
      hint: null,
      concerns: [1001, 1002, 1003, 1004],
      emailRequired: true,
      telephone: 'none',
      opens: '09:00',
      closes: '12:00',
      slotMinutes: 30,
    },
    {
      ...TOWN,
      id: 103,
      name: 'Bürgerbüro Süd',
      street: 'Südstraße',
      streetNumber: '3',
      hint: null,
      concerns: [1001, 1002],
      captcha: true,
      opens: '08:00',
      closes: '12:00',
      slotMinutes: 20,
    },
    {
      ...TOWN,
      id: 201,
      name: 'Standesamt',
      street: 'Rathausplatz',
      streetNumber: '2',
      hint: 'Zimmer 12',
      concerns: [2001, 2002],
      emailRequired: true,
      telephone: 'required',
      customText: { label: 'Name auf der Urkunde', required: true },
      opens: '09:00',
      closes: '15:00',
      slotMinutes: 30,
    },
    {
      ...TOWN,
      id: 301,
      name: 'Kfz-Zulassung',
      street: 'Industriestraße',
      streetNumber: '40',
      hint: 'Halle B',
      concerns: [3001],
      telephone: 'asked',
      reservationMinutes: 10,
      opens: '07:30',
      closes: '13:30',
      slotMinutes: 15,
    },
  ],
};
