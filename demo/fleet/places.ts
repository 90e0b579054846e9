/** When a place is open on each weekday from Monday to Sunday: first hour and the hour at which it closes; `null`: not. */
type Week = readonly (readonly [from: number, to: number] | null)[];

export interface DemoPlace {
  readonly id: string;
  readonly tenantId: DemoTenant['id'];
  readonly name: string;
  readonly address: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly terminals: number;
  readonly open: Week;
  /** Visits of one terminal on a usual day. */
  readonly visitsADay: number;
  /** Of a hundred visits, how many only look something up. */
  readonly informationPercent: number;
}
export interface DemoTenant {
  readonly id: 'default' | 'beispielhausen';
  readonly name: string;
}

/** The hub's first tenant is the one of the terminal that stands on the desk. */
export const DEMO_TENANTS: readonly DemoTenant[] = [
  { id: 'default', name: 'Musterstadt' },
  { id: 'beispielhausen', name: 'Beispielhausen' },
];
/** Where the terminal on the desk stands. */
export const REAL_TERMINAL_AT = 'rathaus';

const OFFICE: Week = [[8, 16], [8, 18], [8, 13], [8, 18], [8, 13], null, null];
const LIBRARY: Week = [null, [10, 19], [10, 19], [10, 19], [10, 19], [10, 15], null];
const COURSES: Week = [[8, 20], [8, 20], [8, 20], [8, 20], [8, 18], [9, 14], null];
const ALWAYS: Week = [
  [6, 22],
  [6, 22],
  [6, 22],
  [6, 22],
  [6, 22],
  [6, 22],
  [6, 22],
];
const SHOPS: Week = [[9, 20], [9, 20], [9, 20], [9, 20], [9, 20], [9, 20], null];

const place = (
  tenantId: DemoTenant['id'],
  [id, name, address]: readonly [string, string, string],
  [latitude, longitude]: readonly [number, number],
  use: Pick<DemoPlace, 'terminals' | 'open' | 'visitsADay' | 'informationPercent'>,
): DemoPlace => ({ id, tenantId, name, address, latitude, longitude, ...use });

/** Twelve places of two towns that exist nowhere, with forty terminals. */
export const DEMO_PLACES: readonly DemoPlace[] = [
  place('default', ['rathaus', 'Rathaus', 'Marktplatz 1, 12345 Musterstadt'], [51.3402, 12.3746], {
    ...{ terminals: 5, open: OFFICE, visitsADay: 13, informationPercent: 74 },
  }),
  place('default', ['buergeramt-nord', 'Bürgeramt Nord', 'Nordstraße 40, 12345 Musterstadt'], [51.3631, 12.3752], {
    ...{ terminals: 4, open: OFFICE, visitsADay: 16, informationPercent: 68 },
  }),
  place('default', ['buergeramt-sued', 'Bürgeramt Süd', 'Südring 7, 12345 Musterstadt'], [51.3089, 12.3785], {
    ...{ terminals: 4, open: OFFICE, visitsADay: 12, informationPercent: 71 },
  }),
  place('default', ['stadtbibliothek', 'Stadtbibliothek', 'Lesegasse 3, 12345 Musterstadt'], [51.3358, 12.3791], {
    ...{ terminals: 4, open: LIBRARY, visitsADay: 9, informationPercent: 86 },
  }),
  place('default', ['volkshochschule', 'Volkshochschule', 'Lernweg 12, 12345 Musterstadt'], [51.3441, 12.3599], {
    ...{ terminals: 3, open: COURSES, visitsADay: 6, informationPercent: 88 },
  }),
  place('default', ['jobcenter', 'Jobcenter', 'Arbeitsstraße 21, 12345 Musterstadt'], [51.3254, 12.3998], {
    ...{ terminals: 3, open: OFFICE, visitsADay: 11, informationPercent: 83 },
  }),
  place('default', ['hauptbahnhof', 'Hauptbahnhof', 'Bahnhofsplatz 1, 12345 Musterstadt'], [51.3455, 12.3821], {
    ...{ terminals: 3, open: ALWAYS, visitsADay: 7, informationPercent: 92 },
  }),
  place(
    'default',
    ['stadtteilzentrum-west', 'Stadtteilzentrum West', 'Westallee 88, 12345 Musterstadt'],
    [51.3367, 12.3202],
    {
      ...{ terminals: 3, open: COURSES, visitsADay: 3, informationPercent: 90 },
    },
  ),
  place('beispielhausen', ['neues-rathaus', 'Neues Rathaus', 'Am Markt 2, 54321 Beispielhausen'], [51.1657, 12.4911], {
    ...{ terminals: 4, open: OFFICE, visitsADay: 10, informationPercent: 77 },
  }),
  place(
    'beispielhausen',
    ['buergerbuero-mitte', 'Bürgerbüro Mitte', 'Mittelweg 5, 54321 Beispielhausen'],
    [51.1702, 12.4987],
    {
      ...{ terminals: 3, open: OFFICE, visitsADay: 12, informationPercent: 70 },
    },
  ),
  place(
    'beispielhausen',
    ['kreisbibliothek', 'Kreisbibliothek', 'Buchgasse 9, 54321 Beispielhausen'],
    [51.1621, 12.4836],
    {
      ...{ terminals: 2, open: LIBRARY, visitsADay: 5, informationPercent: 89 },
    },
  ),
  place(
    'beispielhausen',
    ['einkaufszentrum', 'Beispielpark', 'Parkstraße 30, 54321 Beispielhausen'],
    [51.1588, 12.5104],
    {
      ...{ terminals: 2, open: SHOPS, visitsADay: 8, informationPercent: 91 },
    },
  ),
];
