import { z } from 'zod';
import { cutTo } from '../../foundation/rpc/cut.ts';
import type { Device } from '../contract.ts';

export const EidConfiguration = z
  .strictObject({
    /** `start` runs the installed AusweisApp for each session; `connect` uses one that listens already. */
    client: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('start'),
        command: z.string(),
        builtInSimulatorCard: z.boolean().default(false),
      }),
      z.strictObject({ kind: z.literal('connect'), url: z.string() }),
    ]),
  })
  .nullable();

/**
 * Data groups of the German identity card as the SDK names them in ACCESS_RIGHTS (BSI TR-03124-2 / AusweisApp SDK,
 * "ACCESS_RIGHTS"). Only what our services ask for.
 */
export const AccessRight = z.enum([
  'FamilyName',
  'GivenNames',
  'DoctoralDegree',
  'BirthName',
  'DateOfBirth',
  'PlaceOfBirth',
  'Nationality',
  'Address',
  'DocumentType',
  'IssuingCountry',
  'ValidUntil',
  'Pseudonym',
  'AgeVerification',
  'AddressVerification',
  'ArtisticName',
]);
export type AccessRight = z.infer<typeof AccessRight>;

export const isAccessRight = (right: string): right is AccessRight => AccessRight.safeParse(right).success;

/** The service provider's certificate: the citizen must be able to see it before entering the PIN. */
export const ProviderCertificate = z.strictObject({
  issuerName: z.string(),
  issuerUrl: z.string(),
  subjectName: z.string(),
  subjectUrl: z.string(),
  termsOfUsage: z.string(),
  purpose: z.string(),
  /** ISO dates. */
  effectiveDate: z.string(),
  expirationDate: z.string(),
});
export type ProviderCertificate = Readonly<z.infer<typeof ProviderCertificate>>;

export const SecretKind = z.enum(['pin', 'transport-pin', 'new-pin', 'can', 'puk']);
export type SecretKind = z.infer<typeof SecretKind>;

/** Why an identification or PIN change ended without success. Each has its own next step on screen. */
export const EidFailure = z.enum([
  'cancelled', // by the citizen
  'pin-entry-cancelled', // by the citizen, at the reader's own keys
  'new-pin-mismatch', // typed twice at the reader's own keys, and not the same
  'card-removed',
  'card-unreadable', // lies there, and cannot be talked to: askew, or too weak a field
  'card-deactivated', // eID function switched off at the office
  'card-blocked', // PUK used up: "inoperative"
  'card-expired',
  'not-an-eid-card',
  'pin-blocked', // tries used up and no PUK given
  'portal-unreachable', // no way through the network to the eID server or its token
  'portal-unavailable', // it answers that it is out of service
  'portal-refused', // it answered, but refused
  'client-missing', // AusweisApp not installed / not startable
  'client-too-old',
  'client-gone', // crashed; it is being restarted
  'client-error', // it says itself that something went wrong in it, or refuses what was in order
  'reader-gone',
  'timeout',
  'other',
]);
export type EidFailure = z.infer<typeof EidFailure>;

/** Why the client cannot be used just now; also the health's reason. */
const CLIENT_FAULTS = [
  'client-missing', // no such program, or not allowed to run
  'client-gone', // was there and ended or dropped the link; it is being reached for again
  'client-not-answering', // listens or runs, but does not say what an AusweisApp says
  'client-in-use', // another program is connected (the app serves one at a time)
  'client-too-old',
] as const;
export type ClientFault = (typeof CLIENT_FAULTS)[number];

export const EID_REASONS = [...CLIENT_FAULTS, 'starting', 'no-reader', 'in-workflow'] as const;
export type EidReason = (typeof EID_REASONS)[number];

const Rights = z.array(AccessRight).readonly();

/**
 * What the card compares and answers with yes or no, without giving the value (BSI TR-03110-4, section 2.2.7, and
 * ACCESS_RIGHTS.aux of the SDK); `null` where it is not asked.
 */
const Checks = z.strictObject({
  /** Years. */
  minimumAge: z.int().min(0).max(150).nullable(),
  /** ISO date on which the card must not be expired. */
  validOn: z.iso.date().nullable(),
  /** Digits: the official key of a community, or of the district or state it begins with. */
  community: z.string().max(20).nullable(),
});
export type Checks = Readonly<z.infer<typeof Checks>>;

/** Tries left of the PIN; `null` if unknown. */
const TriesLeft = z.int().min(0).max(3).nullable();

/**
 * What the workflow asks for or reports, in the process of the client and on the way to the session. The session's eID
 * child machine turns each into a screen. Long texts of the client are cut; a failure without a name here is `other`.
 */
export const EidEvent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('started') }),
  z.strictObject({
    kind: z.literal('access-rights'),
    required: Rights,
    optional: Rights,
    effective: Rights,
    checks: Checks,
    transactionInfo: cutTo(1000).nullable(),
    certificate: ProviderCertificate,
  }),
  z.strictObject({ kind: z.literal('insert-card') }),
  z.strictObject({ kind: z.literal('card'), present: z.boolean(), triesLeft: TriesLeft }),
  z.strictObject({
    kind: z.literal('enter-secret'),
    secret: SecretKind,
    triesLeft: TriesLeft,
    /** True: it is typed on the reader's own keypad, not on our screen. */
    onReader: z.boolean(),
    /** True: the last secret was wrong (cost a try), not merely ill-formed. */
    wrongBefore: z.boolean(),
    /** Refused before it was tried ("5-6 digits"): cost no try. */
    formatError: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('progress'), percent: z.number().min(0).max(100) }),
  /** The app is paused, e.g. the card was moved while being read (API level 3 PAUSE): put it back and `continue`. */
  z.strictObject({ kind: z.literal('paused'), cause: cutTo(80) }),
  /** Done. `refreshUrl` MUST be fetched by the session: the eID service has the data behind it. */
  z.strictObject({ kind: z.literal('authenticated'), refreshUrl: z.url() }),
  z.strictObject({ kind: z.literal('pin-changed') }),
  z.strictObject({
    kind: z.literal('failed'),
    reason: EidFailure.catch('other'),
    detail: cutTo(300),
    /**
     * Where the client sends a browser now, with result codes in it (BSI TR-03124-1, section 2.5.4): only whoever hands
     * a portal's identification on needs it.
     */
    returnUrl: z.url().max(4000).optional().catch(undefined),
  }),
]);
export type EidEvent = Readonly<z.infer<typeof EidEvent>>;

export const CardOnReader = z.strictObject({
  present: z.boolean(),
  /** It lay there when the readers were first looked at: nobody saw it laid. */
  wasThere: z.boolean().default(false),
});
export type CardOnReader = Readonly<z.input<typeof CardOnReader>>;

/** A running workflow. Answers out of order are refused with `out-of-order`. */
export interface EidWorkflow {
  /** @param optional optional rights the citizen ticked */
  accept(optional: readonly AccessRight[]): void;
  /** @param value digits; `null` when the reader has a keypad. Never logged. */
  secret(kind: SecretKind, value: string | null): void;
  continue(): void;
  cancel(): void;
}

/**
 * The eID client (AusweisApp) with its readers. Lives in the attended-device host, one per session, so that a PIN
 * passes only through processes that end with the citizen.
 */
export interface EidClient extends Device {
  readonly kind: 'eid';
  /** @param tcTokenUrl https address from the eID service; refused with `invalid-url` otherwise */
  authenticate(tcTokenUrl: string, onEvent: (event: EidEvent) => void): EidWorkflow;
  /** Also activates: transport PIN → own PIN. */
  changePin(onEvent: (event: EidEvent) => void): EidWorkflow;
  onCard(listener: (card: CardOnReader) => void): () => void;
}
