import { z } from 'zod';

/**
 * Extra interface of this TEST server for the project's own AusweisApp simulator, which has no card cryptography: the
 * same channel (TLS-PSK to the token's ServerAddress), but JSON instead of PAOS, and the data groups in clear instead
 * of through secure messaging. It exists in no other server: whoever posts `application/json` to a real one is refused.
 */
const SessionId = z.string().regex(/^[0-9a-f]{32}$/);

export const ClearTextRequest = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('start'), session: SessionId }),
  z.strictObject({
    type: z.literal('deliver'),
    session: SessionId,
    /** Rights granted, by SDK name: all required and the optional ones that were ticked. */
    rights: z.array(z.string().max(40)).max(40),
    /** Number of the data group → its content, hex. */
    dataGroups: z.record(z.string().regex(/^\d{1,2}$/), z.string().regex(/^([0-9a-f]{2})*$/)),
    /** The card's answer to the check of its date of expiry. */
    documentValid: z.boolean(),
  }),
  z.strictObject({ type: z.literal('failed'), session: SessionId, minor: z.string().max(200) }),
]);
export type ClearTextRequest = z.infer<typeof ClearTextRequest>;

/** What the service wants to read, and who it is. */
export const DataRequest = z.strictObject({
  type: z.literal('request'),
  required: z.array(z.string()),
  optional: z.array(z.string()),
  transactionInfo: z.string().nullable(),
  /** The card must not be expired on this day. */
  validityDate: z.iso.date(),
  description: z.strictObject({
    issuerName: z.string(),
    issuerUrl: z.string(),
    subjectName: z.string(),
    subjectUrl: z.string(),
    termsOfUsage: z.string(),
    purpose: z.string(),
  }),
  validity: z.strictObject({ effectiveDate: z.string(), expirationDate: z.string() }),
  /** SHA-256 of the TLS certificates the service may show, hex. */
  certificateHashes: z.array(z.string()),
});
export type DataRequest = z.infer<typeof DataRequest>;

/** `minor` is `null` when all went well. */
export const Done = z.strictObject({ type: z.literal('done'), minor: z.string().nullable() });

export type ClearTextAnswer = DataRequest | z.infer<typeof Done>;
