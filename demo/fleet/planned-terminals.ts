import { DEMO_PLACES, type DemoPlace } from './places.ts';

/** What is the matter with one of them. */
export type Trouble =
  | 'paper-ends'
  | 'jam'
  | 'offline'
  | 'payment-unclear'
  | 'certificate-expires'
  | 'portal-down'
  | 'unknown-keyboard'
  | 'fee-due';

/** One simulated terminal of the demo. */
export interface PlannedTerminal {
  readonly id: string;
  readonly name: string;
  readonly place: DemoPlace;
  readonly software: string;
  readonly troubles: readonly Trouble[];
}

const SPOTS = ['Foyer', 'Wartebereich', 'Eingang', 'Obergeschoss', 'Schalterhalle'] as const;
const CURRENT = '0.1.0';
const OLDER = '0.0.9';
/** By place and spot. */
const TROUBLES: Readonly<Record<string, readonly Trouble[]>> = {
  'buergeramt-nord-1': ['paper-ends'],
  'buergeramt-nord-3': ['payment-unclear'],
  'buergeramt-sued-2': ['jam'],
  'stadtbibliothek-1': ['paper-ends'],
  'stadtbibliothek-4': ['fee-due'],
  'jobcenter-2': ['certificate-expires'],
  'hauptbahnhof-3': ['unknown-keyboard'],
  'stadtteilzentrum-west-2': ['offline'],
  'neues-rathaus-1': ['paper-ends'],
  'buergerbuero-mitte-2': ['portal-down'],
  'einkaufszentrum-1': ['fee-due'],
};

/** @param count of them at most; they are spread over all places */
export function plannedTerminals(count: number): readonly PlannedTerminal[] {
  const rounds = Math.max(...DEMO_PLACES.map(({ terminals }) => terminals));
  const all = Array.from({ length: rounds }, (_, n) =>
    DEMO_PLACES.filter(({ terminals }) => n < terminals).map((place) => planned(place, n + 1)),
  );
  return all.flat().slice(0, count);
}

function planned(place: DemoPlace, number: number): PlannedTerminal {
  const key = `${place.id}-${number}`;
  return {
    id: `${place.tenantId === 'default' ? 'MS' : 'BH'}-${place.id.toUpperCase()}-${String(number).padStart(2, '0')}`,
    name: `${place.name} – ${SPOTS[number - 1]}`,
    place,
    software: place.tenantId === 'beispielhausen' && number > 1 ? OLDER : CURRENT,
    troubles: TROUBLES[key] ?? [],
  };
}
