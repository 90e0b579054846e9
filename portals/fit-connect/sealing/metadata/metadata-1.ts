import { z } from 'zod';
import { Refusal } from '../../../../foundation/errors.ts';
import { PaymentInformation, PublicService, ReplyChannel } from '../../contract.ts';
import { checked, DescribedAttachment, DescribedData, describedData, type MetadataParts } from './parts.ts';

/** Governikus IdentificationReport. */
const IDENTIFICATION_REPORT_VERSION = '2.0.0';

/** What we write of FIT-Connect metadata 1.0.0 (https://schema.fitko.de/fit-connect/metadata/1.0.0/metadata.schema.json). */
export const Metadata1 = z.strictObject({
  $schema: z.string().optional(),
  contentStructure: z.strictObject({ data: DescribedData, attachments: z.array(DescribedAttachment).max(100) }),
  publicServiceType: PublicService.optional(),
  authenticationInformation: z
    .array(z.strictObject({ type: z.literal('identificationReport'), version: z.string(), content: z.string() }))
    .optional(),
  paymentInformation: PaymentInformation.optional(),
  additionalReferenceInfo: z
    .strictObject({
      senderReference: z.string().min(1).max(60).optional().describe('Case number at the sender'),
      applicationDate: z.iso.date().optional(),
    })
    .optional(),
  replyChannel: ReplyChannel.optional(),
});
export type Metadata1 = z.infer<typeof Metadata1>;

/**
 * A wallet's presentation and the consent to an electronic notice have no place in 1.x: the first travels as an attachment
 * (`evidence-attachment.ts`), the second in the data where a service asks for it.
 * @throws Refusal `reply-channel-not-offered` for a channel that 1.x does not know
 */
export function writeMetadata1(parts: MetadataParts): Metadata1 {
  const { publicService, evidence, payment, senderReference, applicationDate, replyChannel } = parts;
  if (replyChannel && ('fitConnect' in replyChannel || 'idBundDeMailbox' in replyChannel)) {
    throw new Refusal('reply-channel-not-offered');
  }
  return checked(Metadata1, {
    $schema: 'https://schema.fitko.de/fit-connect/metadata/1.0.0/metadata.schema.json',
    contentStructure: { data: describedData(parts), attachments: [...parts.attachments] },
    ...(publicService && { publicServiceType: publicService }),
    ...(evidence?.kind === 'identification-report' && {
      authenticationInformation: [
        {
          type: 'identificationReport' as const,
          version: IDENTIFICATION_REPORT_VERSION,
          content: Buffer.from(evidence.content, 'utf8').toString('base64url'),
        },
      ],
    }),
    ...(payment && { paymentInformation: payment }),
    additionalReferenceInfo: { senderReference, ...(applicationDate && { applicationDate }) },
    ...(replyChannel && { replyChannel }),
  });
}
