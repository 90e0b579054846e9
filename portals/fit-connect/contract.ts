import { z } from 'zod';

/** Interfaces of FIT-Connect that the sender and the receiver share (Submission API, docs.fitko.de/fit-connect). */

export const Hash = z.strictObject({ type: z.literal('sha512'), content: z.string().regex(/^[0-9a-f]{128}$/) });

/** The same in every version of the metadata. */
export const PaymentInformation = z.strictObject({
  transactionReference: z.string().min(1).describe('Kassenzeichen'),
  transactionId: z.string().min(1).max(36),
  transactionUrl: z.string().optional(),
  paymentMethod: z.enum(['GIROPAY', 'PAYDIRECT', 'CREDITCARD', 'PAYPAL', 'INVOICE', 'OTHER']),
  paymentMethodDetail: z
    .string()
    .regex(/^[\w-]{1,36}$/)
    .optional(),
  status: z.literal('BOOKED'),
  grossAmount: z.number().nonnegative().describe('Euro'),
});
export type PaymentInformation = z.infer<typeof PaymentInformation>;

/** Versions of the metadata that we can write, oldest first. */
export const MetadataVersion = z.enum(['1.0.0', '2.1.0']);
export type MetadataVersion = z.infer<typeof MetadataVersion>;

/**
 * Where the authority shall answer: exactly one (metadata schema, `replyChannel`). `fitConnect` and `idBundDeMailbox` came
 * with 2.x, which calls `fink` deprecated. None of them: by post.
 */
export const ReplyChannel = z.union([
  z.strictObject({ eMail: z.looseObject({ address: z.email() }) }),
  z.strictObject({ deMail: z.looseObject({ address: z.email() }) }),
  z.strictObject({ fink: z.looseObject({ finkPostfachRef: z.string().max(150) }) }),
  z.strictObject({ elster: z.looseObject({ accountId: z.string() }) }),
  z.strictObject({ fitConnect: z.looseObject({ processStandards: z.array(z.string()).min(1) }) }),
  z.strictObject({ idBundDeMailbox: z.looseObject({ mailboxUuid: z.uuid() }) }),
]);
export type ReplyChannel = z.infer<typeof ReplyChannel>;

const CompactJwe = z.string().regex(/^[\w-]+\.[\w-]*\.[\w-]+\.[\w-]*\.[\w-]+$/, 'compact JWE');

/** A URN, as everything in a destination's `publicServices` has. */
export const ServiceIdentifier = z.string().regex(/^urn:[a-z0-9][a-z0-9-]{0,31}:[^\s]{1,100}$/i, 'urn');

/** What a submission is announced for. */
export const PublicService = z.strictObject({
  name: z.string().max(250),
  /** As the destination publishes it; of the LeiKa catalogue "urn:de:fim:leika:leistung:99…". */
  identifier: ServiceIdentifier,
});
export type PublicService = z.infer<typeof PublicService>;

/**
 * A whole submission as ciphertext: the only form in which it leaves the session process. The terminal can deliver
 * it without being able to read it.
 */
export const SealedSubmission = z.strictObject({
  /** Chosen by the session; identifies it in journal and outbox before the portal gives a submissionId. */
  packageId: z.uuid(),
  destinationId: z.uuid(),
  /**
   * Case that exists already, which this follows up. FIT-Connect keeps one event log for "alle zukünftig zu diesem Case
   * hinzugehörigen Einreichungen" (docs.fitko.de/fit-connect, "Versand von Einreichungen", overview).
   */
  caseId: z.uuid().exactOptional(),
  /**
   * Of the metadata within, which nobody on the way can read: it decides which version of the interface delivers it.
   * Left out in packages that were sealed before there were two.
   */
  metadataVersion: MetadataVersion.exactOptional(),
  /** Key the ciphertext is for: if the destination rolls its key over, this submission must be flagged. */
  encryptionKid: z.string().min(1).max(200),
  publicService: PublicService.nullable(),
  /** ARS of the place that the request is about, e.g. "DE05515000"; where it is left out, the destination's own. */
  region: z
    .string()
    .regex(/^DE\d{0,12}$/)
    .exactOptional(),
  attachments: z.array(z.strictObject({ id: z.uuid(), jwe: CompactJwe })).max(100),
  encryptedMetadata: CompactJwe,
  encryptedData: CompactJwe,
});
export type SealedSubmission = z.infer<typeof SealedSubmission>;

export const PublicEncryptionKey = z.looseObject({
  kty: z.literal('RSA'),
  kid: z.string(),
  alg: z.literal('RSA-OAEP-256'),
  key_ops: z.array(z.string()),
  n: z.string(),
  e: z.string(),
  x5c: z.array(z.string()).optional(),
});
export type PublicEncryptionKey = z.infer<typeof PublicEncryptionKey>;

/** Channels by which a destination can answer, each with its settings; without any it answers by post. */
const OfferedChannels = z.record(z.string(), z.unknown()).nullish();

/** A service that a destination takes requests for, and the regions (ARS) it takes them from. */
export const OfferedService = z.looseObject({
  identifier: z.string(),
  regions: z.array(z.string()).optional(),
  submissionSchemas: z.array(z.looseObject({ schemaUri: z.string() })).optional(),
  replyChannels: OfferedChannels,
});
export type OfferedService = z.infer<typeof OfferedService>;

export const Destination = z
  .looseObject({
    destinationId: z.uuid(),
    status: z.string(),
    encryptionKid: z.string(),
    metadataVersions: z.array(z.string()).optional(),
    publicServices: z.array(OfferedService).optional(),
    /** Of all its services alike; deprecated since version 1.3 of the interface in favour of each service's own. */
    replyChannels: OfferedChannels,
    /** The name of `publicServices` in version 1 of the interface. */
    services: z.array(OfferedService).optional(),
  })
  .transform(({ services, ...destination }) => ({
    ...destination,
    publicServices: destination.publicServices ?? services ?? [],
  }));
export type Destination = z.infer<typeof Destination>;

/**
 * Names of the channels by which a destination answers requests for a service (FIT-Connect, "Angebotene Rückkanäle
 * abrufen"), such as `eMail`.
 * @param identifier of the public service; `null`: of all its services alike
 */
export function replyChannelsOf({ publicServices, replyChannels }: Destination, identifier: string | null): string[] {
  const service = publicServices.find((offered) => offered.identifier === identifier);
  return Object.keys(service?.replyChannels ?? replyChannels ?? {});
}

/** Whom a request is sealed for. */
export const Recipient = z.strictObject({
  /** Checked. */
  key: PublicEncryptionKey,
  /** What is read there. */
  metadataVersion: MetadataVersion,
  /** Under which the request is announced; `null` where the destination names none. */
  publicService: ServiceIdentifier.nullable(),
});
export type Recipient = z.infer<typeof Recipient>;

/**
 * How far the delivery of a sealed submission has come. The sender hands it out before and after every step; whoever
 * keeps it and hands it back makes a retry continue instead of making a second case. Free of personal data.
 */
export const DeliveryProgress = z.strictObject({
  submissionId: z.uuid(),
  caseId: z.uuid(),
  /** Ids of the attachments the portal has confirmed. */
  uploaded: z.array(z.uuid()),
  /** Set before the submit call leaves: from then on the case may exist even if no answer ever arrived. */
  submitTried: z.boolean(),
  submitted: z.boolean(),
});
export type DeliveryProgress = z.infer<typeof DeliveryProgress>;

/**
 * The case number ("Vorgangsnummer"), e.g. "4F1A-9C03-77B2": the one number of a request from the first word on the
 * screen to the authority's inbox. Chosen before anything is sealed, so that it can be named while the portal is down,
 * and sent along as `additionalReferenceInfo.senderReference` (metadata schema, "eine Referenz zum Vorgang im sendenden
 * System"). FIT-Connect has no field for a number of the authority's own.
 * @param packageId UUID of version 4; its first twelve digits are all random
 */
export const caseNumber = (packageId: string): string =>
  [packageId.slice(0, 4), packageId.slice(4, 8), packageId.slice(9, 13)].join('-').toUpperCase();

export const EVENT_BASE = 'https://schema.fitko.de/fit-connect/events/';
export type SubmissionEventName = 'create' | 'submit' | 'notify' | 'forward' | 'reject' | 'accept' | 'delete';

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly detail: string;
  readonly instance: string;
}

/** A verified security event token of a submission. */
export interface SubmissionEvent {
  readonly name: SubmissionEventName;
  readonly eventId: string;
  readonly issuer: string;
  /** Epoch milliseconds. */
  readonly issuedAt: number;
  readonly submissionId: string;
  readonly caseId: string;
  readonly problems: readonly Problem[];
  /** Whether it carries the authentication tags of what was sent. */
  readonly namesContent: boolean;
}
