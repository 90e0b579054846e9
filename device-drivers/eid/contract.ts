import { z } from 'zod';
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
export const ACCESS_RIGHTS = [
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
] as const;
export type AccessRight = (typeof ACCESS_RIGHTS)[number];

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

/** Why an identification or PIN change ended without success. Closed list: each has its own next step on screen. */
export type EidFailure =
  | 'cancelled' // by the citizen
  | 'card-removed'
  | 'card-deactivated' // eID function switched off at the office
  | 'card-blocked' // PUK used up: "inoperative"
  | 'card-expired'
  | 'not-an-eid-card'
  | 'pin-blocked' // tries used up and no PUK given
  | 'portal-unreachable' // the eID server or its token
  | 'portal-refused' // it answered, but refused
  | 'client-missing' // AusweisApp not installed / not startable
  | 'client-too-old'
  | 'client-gone' // crashed; it is being restarted
  | 'reader-gone'
  | 'timeout'
  | 'other';

/** What the workflow asks for or reports. The session's eID child machine turns each into a screen. */
export type EidEvent =
  | { readonly kind: 'started' }
  | {
      readonly kind: 'access-rights';
      readonly required: readonly AccessRight[];
      readonly optional: readonly AccessRight[];
      readonly effective: readonly AccessRight[];
      readonly transactionInfo: string | null;
      readonly certificate: ProviderCertificate;
    }
  | { readonly kind: 'insert-card' }
  | { readonly kind: 'card'; readonly present: boolean; readonly triesLeft: number | null }
  | {
      readonly kind: 'enter-secret';
      readonly secret: SecretKind;
      /** Tries left of the PIN, 0–3; `null` if unknown. */
      readonly triesLeft: number | null;
      /** True: it is typed on the reader's own keypad, not on our screen. */
      readonly onReader: boolean;
      /** True: the last secret was wrong (cost a try), not merely ill-formed. */
      readonly wrongBefore: boolean;
      /** Refused before it was tried ("5-6 digits"): cost no try. */
      readonly formatError: boolean;
    }
  | { readonly kind: 'progress'; readonly percent: number }
  /** The app is paused, e.g. the card was moved while being read (API level 3 PAUSE): put it back and `continue`. */
  | { readonly kind: 'paused'; readonly cause: string }
  /** Done. `refreshUrl` MUST be fetched by the session: the eID service has the data behind it. */
  | { readonly kind: 'authenticated'; readonly refreshUrl: string }
  | { readonly kind: 'pin-changed' }
  | { readonly kind: 'failed'; readonly reason: EidFailure; readonly detail: string };

export interface CardOnReader {
  readonly present: boolean;
  /** It lay there when the readers were first looked at: nobody saw it laid. */
  readonly wasThere?: boolean;
}

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
