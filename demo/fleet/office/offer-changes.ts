import type { LayerFiles } from '../../../admin-console/contract/configuration/configuration.ts';
import { type JsonObject, merge } from '../../../admin-console/contract/configuration/configuration-layers.ts';
import { sampleFiles } from '../../../config/sample-files.ts';
import type { DemoTenant } from '../places.ts';
import type { StaffName } from './people.ts';

/** Path of a file → what is new in it. */
type Edits = Readonly<Record<string, JsonObject>>;
interface PlannedDraft {
  readonly title: string;
  readonly edits: Edits;
}
/** Of a place of Musterstadt. */
interface DraftOfPlace extends PlannedDraft {
  readonly placeId: string;
}
interface PlannedRelease extends PlannedDraft {
  readonly daysAgo: number;
  /** False: a rollout brings it to one terminal after the other. */
  readonly isForAll: boolean;
}
export interface OfferOfTown {
  readonly tenantId: DemoTenant['id'];
  readonly author: StaffName;
  readonly releaser: StaffName;
  /** What the first release has of the sample municipality. */
  readonly first: () => Readonly<Record<string, string>>;
  readonly releases: readonly PlannedRelease[];
}

const PARKING = 'services/bewohnerparkausweis.json';
const SITE = 'site.json';
const OFFICE_HOURS = [
  { days: ['mon', 'wed', 'fri'], from: '08:00', to: '13:00' },
  { days: ['tue', 'thu'], from: '08:00', to: '18:00' },
];
const fee = (cents: number): JsonObject => ({ fee: { cents } });

/**
 * What two towns have released, the oldest first. Outside the hours the terminals serve all the same: the demo works on
 * Sundays, too.
 */
export const OFFERS: readonly OfferOfTown[] = [
  {
    ...{ tenantId: 'default', author: 'jana.albrecht', releaser: 'murat.yilmaz' },
    first: sampleFiles,
    releases: [
      { title: 'Angebot zum Start der Terminals', daysAgo: 44, isForAll: true, edits: { [PARKING]: fee(2_800) } },
      {
        ...{ title: 'Öffnungszeiten und Feiertage in Sachsen', daysAgo: 31, isForAll: true },
        edits: { [SITE]: { openingHours: OFFICE_HOURS, holidays: 'DE-SN' } },
      },
      {
        ...{ title: 'Bewohnerparkausweis: neue Gebühr', daysAgo: 20, isForAll: true },
        edits: { [PARKING]: fee(3_070) },
      },
      {
        ...{ title: 'Hundesteuer: klarerer Text', daysAgo: 9, isForAll: false },
        edits: {
          'texts/de.json': {
            'services.hundesteuer-anmelden.summary':
              'Ihren Hund bei der Stadt anmelden. Sie brauchen keinen Ausweis und zahlen hier nichts.',
          },
          'texts/en.json': {
            'services.hundesteuer-anmelden.summary':
              'Register your dog with the city. You need no ID card and pay nothing here.',
          },
        },
      },
    ],
  },
  {
    ...{ tenantId: 'beispielhausen', author: 'heike.sommer', releaser: 'oliver.brandt' },
    first: beispielhausen,
    releases: [
      {
        ...{ title: 'Angebot von Beispielhausen', daysAgo: 38, isForAll: true },
        edits: { [SITE]: { openingHours: OFFICE_HOURS } },
      },
      {
        ...{ title: 'Meldebescheinigung: Gebühr nach neuer Satzung', daysAgo: 3, isForAll: false },
        edits: { 'services/meldebescheinigung.json': fee(1_200) },
      },
    ],
  },
];

/**
 * Submitted, and what was said of it. For one place: whoever tries the demo changes the offer of the whole town, which a
 * draft that waits would not let them.
 */
export const WAITING: DraftOfPlace = {
  placeId: 'buergeramt-nord',
  title: 'Bürgeramt Nord: kürzer geöffnet am Freitag',
  edits: {
    [SITE]: {
      openingHours: [
        { days: ['mon', 'wed'], from: '08:00', to: '13:00' },
        { days: ['tue', 'thu'], from: '08:00', to: '18:00' },
        { days: ['fri'], from: '08:00', to: '12:00' },
      ],
      announcements: [{ text: 'site.announcement', kind: 'note' }],
    },
    'texts/de.json': {
      'site.location': 'Bürgeramt Nord, Erdgeschoss',
      'site.announcement': 'Fertige Ausweise holen Sie jetzt im ersten Stock ab.',
    },
    'texts/en.json': {
      'site.location': 'Bürgeramt Nord, ground floor',
      'site.announcement': 'Collect your finished identity card on the first floor.',
    },
  },
};
export const SAID: readonly { readonly by: StaffName; readonly text: string }[] = [
  { by: 'jana.albrecht', text: 'Das Bürgeramt Nord schließt freitags ab Dezember schon um 12 Uhr.' },
  { by: 'murat.yilmaz', text: 'Bitte weisen Sie auch auf die Ausgabe im ersten Stock hin.' },
  { by: 'jana.albrecht', text: 'Der Hinweis ist jetzt auf Deutsch und auf Englisch dabei.' },
];

/** Still being written. */
export const BEGUN: DraftOfPlace = {
  placeId: 'stadtbibliothek',
  title: 'Stadtbibliothek: eigene Öffnungszeiten',
  edits: {
    [SITE]: {
      openingHours: [
        { days: ['tue', 'wed', 'thu', 'fri'], from: '10:00', to: '19:00' },
        { days: ['sat'], from: '10:00', to: '15:00' },
      ],
    },
    'texts/de.json': { 'site.location': 'Stadtbibliothek, Eingangshalle' },
  },
};

/** The files of a layer that an edit changes, as they are then. */
export const edited = (files: LayerFiles, edits: Edits): LayerFiles =>
  Object.fromEntries(
    Object.entries(edits).map(([path, edit]) => [
      path,
      `${JSON.stringify(merge(JSON.parse(files[path] ?? '{}'), edit), null, 2)}\n`,
    ]),
  );

/** The sample's offer in the name of the other town. */
function beispielhausen(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(sampleFiles()).map(([path, text]) => [
      path,
      text.replaceAll('Musterstadt', 'Beispielhausen').replaceAll('12345', '54321'),
    ]),
  );
}
