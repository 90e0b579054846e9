import type { Journey, JourneyStepId } from '../../session/contract/journey.ts';
import type { Overlay } from '../../session/contract/overlay.ts';
import type { ServiceCard } from '../../session/contract/screens/catalogue.ts';
import type { FieldView } from '../../session/contract/screens/form.ts';
import type { Screen, Snapshot } from '../../session/contract/snapshot.ts';

/** One picture of the screen, by name. */
export interface Story {
  readonly name: string;
  readonly snapshot: Snapshot;
}

const LANGUAGES = [
  { code: 'de', name: 'Deutsch', dir: 'ltr' },
  { code: 'en', name: 'English', dir: 'ltr' },
] as const;

const ALL_STEPS: readonly JourneyStepId[] = ['identify', 'form', 'evidence', 'review', 'pay', 'submit', 'receipt'];
const BILL_STEPS: readonly JourneyStepId[] = ['bill', 'review', 'pay', 'submit', 'receipt'];

/** The journey of the parking permit at one of its steps. */
export const journeyAt = (current: JourneyStepId, steps: readonly JourneyStepId[] = ALL_STEPS): Journey => ({
  serviceId: steps === BILL_STEPS ? 'bescheid-bezahlen' : 'bewohnerparkausweis',
  title: steps === BILL_STEPS ? 'Bescheid oder Strafzettel bezahlen' : 'Bewohnerparkausweis',
  steps: steps.map((id, index) => ({
    id,
    state: index < steps.indexOf(current) ? 'done' : id === current ? 'current' : 'ahead',
  })),
});
export const pinJourneyAt = (current: 'old-pin' | 'new-pin' | null): Journey => ({
  serviceId: 'pin-setzen',
  title: 'PIN des Personalausweises setzen',
  steps: (['old-pin', 'new-pin'] as const).map((id) => ({
    id,
    state: id === current ? 'current' : current === 'old-pin' ? 'ahead' : 'done',
  })),
});
export const billJourneyAt = (current: JourneyStepId): Journey => journeyAt(current, BILL_STEPS);

const WITHOUT_BAR: ReadonlySet<Screen['kind']> = new Set(['attract', 'closed', 'wiping', 'out-of-service']);
const WITHOUT_BACK: ReadonlySet<Screen['kind']> = new Set(['pay', 'submit', 'receipt', 'farewell', 'orient']);

const STEP_OF: Partial<Readonly<Record<Screen['kind'], JourneyStepId>>> = {
  identify: 'identify',
  form: 'form',
  evidence: 'evidence',
  review: 'review',
  pay: 'pay',
  submit: 'submit',
  receipt: 'receipt',
};

export interface StoryOptions {
  readonly overlay?: Overlay;
  readonly journey?: Journey | null;
  readonly site?: Partial<Snapshot['site']>;
  readonly change?: Partial<Snapshot>;
}

/** A story with everything that is not its point filled in as the session would. */
export function story(name: string, screen: Screen, { overlay, journey, site, change }: StoryOptions = {}): Story {
  const bar = !WITHOUT_BAR.has(screen.kind);
  const step = STEP_OF[screen.kind];
  return {
    name,
    snapshot: {
      version: 1,
      seq: 1,
      language: 'de',
      dir: 'ltr',
      languages: LANGUAGES,
      display: { contrast: 'normal', text: 'normal', reach: 'normal' },
      headset: 'unknown',
      cardLeft: false,
      site: {
        municipality: 'Stadt Musterstadt',
        location: 'Rathaus, Erdgeschoss',
        phone: '01234 567-890',
        helpDesk: 'Die Information ist gleich am Eingang.',
        imprint: 'Stadt Musterstadt, Marktplatz 1, 12345 Musterstadt',
        openingHours: [],
        announcements: [],
        look: { logo: null, bar: null, accent: null },
        ...site,
      },
      screen,
      screenId: name,
      journey: journey !== undefined ? journey : step ? journeyAt(step) : null,
      overlay: overlay ?? null,
      can: {
        back: bar && (!WITHOUT_BACK.has(screen.kind) || (screen.kind === 'pay' && screen.phase.kind === 'not-paid')),
        cancel: bar && screen.kind !== 'orient' && screen.kind !== 'farewell',
        help: bar,
        language: bar,
      },
      notice: null,
      ...change,
    },
  };
}

export const field = (id: string, label: string, over: Partial<FieldView> = {}): FieldView => ({
  id,
  type: 'text',
  label,
  hint: null,
  value: '',
  required: true,
  ifAny: false,
  locked: false,
  origin: null,
  maxLength: 80,
  options: [],
  error: null,
  ...over,
});

export const PARKING: ServiceCard = {
  id: 'bewohnerparkausweis',
  title: 'Bewohnerparkausweis',
  summary: 'In Ihrer Wohnstraße parken – gültig für ein Jahr.',
  category: 'mobility',
  icon: 'car',
  needsEid: true,
  needsCard: true,
  fee: { kind: 'fixed', cents: 3070 },
  durationMinutes: 6,
  deferred: false,
  unavailable: null,
};
export const DOG: ServiceCard = {
  id: 'hundesteuer-anmelden',
  title: 'Hundesteuer anmelden',
  summary: 'Ihren Hund bei der Stadt anmelden. Ohne Ausweis, ohne Gebühr.',
  category: 'animals',
  icon: 'dog',
  needsEid: false,
  needsCard: false,
  fee: { kind: 'none' },
  durationMinutes: 4,
  deferred: false,
  unavailable: null,
};
export const BILL: ServiceCard = {
  id: 'bescheid-bezahlen',
  title: 'Bescheid oder Strafzettel bezahlen',
  summary: 'Mit dem Kassenzeichen oder dem QR-Code auf Ihrem Schreiben.',
  category: 'payments',
  icon: 'receipt',
  needsEid: false,
  needsCard: false,
  fee: { kind: 'bill' },
  durationMinutes: 2,
  deferred: false,
  unavailable: null,
};
/** More than the demo offers, with the longest titles of real catalogues. */
export const SERVICES: readonly ServiceCard[] = [
  PARKING,
  DOG,
  BILL,
  {
    ...PARKING,
    id: 'fuehrungszeugnis',
    title: 'Führungszeugnis beantragen',
    summary: 'Für Arbeit oder Ehrenamt. Kommt in etwa zwei Wochen per Post.',
    category: 'residence',
    icon: 'certificate',
    fee: { kind: 'fixed', cents: 1300 },
  },
  {
    ...DOG,
    id: 'termin',
    title: 'Termin vereinbaren',
    summary: 'Einen Termin im Bürgerbüro aussuchen.',
    category: 'information',
    icon: 'calendar',
    durationMinutes: 2,
  },
  {
    ...PARKING,
    id: 'meldebescheinigung',
    title: 'Erweiterte Meldebescheinigung',
    summary: 'Bestätigung, dass Sie in Musterstadt gemeldet sind.',
    category: 'residence',
    icon: 'home',
    fee: { kind: 'fixed', cents: 1000 },
    durationMinutes: 4,
  },
];
