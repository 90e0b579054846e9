import { z } from 'zod';
import { Identity } from '../identity/contract.ts';
import { withoutBlanks } from './card-values.ts';

/**
 * The municipality's eID service as the session sees it (its inside is BSI TR-03130). The session asks for an
 * identification, hands the tcToken address to the eID client, and fetches the attributes once the client is done:
 * the only way by which a person's data enters the terminal, and it enters the session process only.
 *
 * POST {base}/identifications → Identification; GET {tcTokenUrl} is the client's; GET {refreshUrl} → IdentityResult.
 */
export const IdentificationRequest = z.strictObject({
  required: z.array(z.string()),
  optional: z.array(z.string()),
  transactionInfo: z.string().max(400).nullable(),
});
export type IdentificationRequest = z.infer<typeof IdentificationRequest>;

export const Identification = z.object({ tcTokenUrl: z.url(), session: z.string().regex(/^[0-9a-f]{32}$/) });
export type Identification = z.infer<typeof Identification>;

export const IdentityResult = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('identified'),
    identity: z.preprocess(withoutBlanks, Identity),
    /** Governikus IdentificationReport 2.0.0 as JSON text, to be sent along as authentication information. */
    report: z.string(),
  }),
  z.object({ status: z.literal('failed'), reason: z.string() }),
]);
export type IdentityResult = z.infer<typeof IdentityResult>;
