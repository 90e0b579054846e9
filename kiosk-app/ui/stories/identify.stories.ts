import type { EidFailureReason, IdentifyPhase } from '../../session/contract/screens/identify.ts';
import { type Story, story } from './fixture.ts';

const identify = (name: string, phase: IdentifyPhase): Story => story(name, { kind: 'identify', phase });

type Enter = Extract<IdentifyPhase, { kind: 'enter' }>;
const enter = (name: string, over: Partial<Enter>): Story =>
  identify(name, {
    kind: 'enter',
    secret: 'pin',
    triesLeft: 3,
    wrongBefore: false,
    formatError: false,
    onReader: false,
    digits: { min: 6, max: 6 },
    ...over,
  });

/** A record, so that the compiler misses a reason that the contract adds. */
const FAILURES: Readonly<Record<EidFailureReason, { readonly canRetry: boolean }>> = {
  cancelled: { canRetry: true },
  'asks-too-much': { canRetry: false },
  'pin-entry-cancelled': { canRetry: true },
  'new-pin-mismatch': { canRetry: true },
  'card-removed': { canRetry: true },
  'card-unreadable': { canRetry: true },
  'card-deactivated': { canRetry: false },
  'card-blocked': { canRetry: false },
  'card-expired': { canRetry: false },
  'not-an-eid-card': { canRetry: true },
  'pin-blocked': { canRetry: false },
  'portal-unreachable': { canRetry: true },
  'portal-unavailable': { canRetry: true },
  'portal-refused': { canRetry: true },
  'client-missing': { canRetry: false },
  'client-too-old': { canRetry: false },
  'client-gone': { canRetry: true },
  'client-error': { canRetry: true },
  'reader-gone': { canRetry: true },
  timeout: { canRetry: true },
  'under-16': { canRetry: false },
  other: { canRetry: true },
};

const CONSENT: Extract<IdentifyPhase, { kind: 'consent' }> = {
  kind: 'consent',
  provider: {
    name: 'Stadt Musterstadt',
    url: 'https://service.musterstadt.example',
    terms:
      'Stadt Musterstadt\nMarktplatz 1, 12345 Musterstadt\n\nZuständige Datenschutzaufsicht: Die Landesbeauftragte für Datenschutz und Informationsfreiheit.\n\nIhre Daten werden nur für diesen Antrag verwendet und danach gelöscht.',
    issuer: 'D-Trust GmbH',
    issuerUrl: 'https://www.d-trust.example',
    validFrom: '2026-01-02',
    validUntil: '2026-02-01',
    purpose: 'Antrag auf einen Bewohnerparkausweis',
  },
  required: ['GivenNames', 'FamilyName', 'Address'],
  checks: { minimumAge: null, validOn: '2026-01-20', community: null },
  optional: [],
};

export const identifyStories: readonly Story[] = [
  identify('identify-connecting', { kind: 'connecting' }),
  identify('identify-card-left', { kind: 'card-left' }),
  identify('identify-consent', CONSENT),
  identify('identify-consent-optional', {
    ...CONSENT,
    required: ['GivenNames', 'FamilyName', 'DoctoralDegree', 'DateOfBirth', 'Address'],
    optional: [
      { right: 'BirthName', chosen: true },
      { right: 'PlaceOfBirth', chosen: false },
    ],
  }),
  identify('identify-consent-checks', {
    ...CONSENT,
    required: ['AgeVerification', 'AddressVerification'],
    checks: { minimumAge: 18, validOn: '2026-01-20', community: '02760512000000' },
  }),
  identify('identify-insert-card', { kind: 'insert-card' }),
  enter('identify-pin', {}),
  enter('identify-pin-wrong', { triesLeft: 2, wrongBefore: true }),
  enter('identify-pin-format', { formatError: true }),
  enter('identify-pin-reader', { onReader: true }),
  enter('identify-pin-reader-wrong', { onReader: true, wrongBefore: true, triesLeft: 2 }),
  enter('identify-can', { secret: 'can', triesLeft: 1 }),
  enter('identify-can-wrong', { secret: 'can', triesLeft: 1, wrongBefore: true }),
  enter('identify-puk', { secret: 'puk', triesLeft: 0, digits: { min: 10, max: 10 } }),
  enter('identify-transport-pin', { secret: 'transport-pin', digits: { min: 5, max: 5 } }),
  enter('identify-new-pin', { secret: 'new-pin', triesLeft: null }),
  identify('identify-reading', { kind: 'reading', percent: 40 }),
  identify('identify-paused', { kind: 'paused' }),
  identify('identify-done', { kind: 'done', source: 'card', greeting: 'Guten Tag, Erika Mustermann.' }),
  identify('identify-done-wallet', { kind: 'done', source: 'wallet', greeting: 'Guten Tag, ERIKA MÜLLER.' }),
  identify('identify-take-card', { kind: 'take-card' }),
  ...(Object.entries(FAILURES) as [EidFailureReason, { readonly canRetry: boolean }][]).map(([reason, { canRetry }]) =>
    identify(`identify-failed-${reason}`, {
      kind: 'failed',
      reason,
      canRetry,
      canSetPin: reason === 'pin-blocked' || reason === 'other',
      hasOtherWay: reason === 'reader-gone' || reason === 'card-expired',
      isHandOff: reason === 'asks-too-much',
    }),
  ),
];
