import { z } from 'zod';
import { PaymentInformation, ReplyChannel } from '../../contract.ts';
import { AUTHOR } from './author.ts';
import { DataSet, dataSetsOf } from './data-sets.ts';
import {
  AttachmentPurpose,
  checked,
  DescribedAttachment,
  DescribedData,
  describedData,
  type MetadataParts,
} from './parts.ts';

/** What we write of FIT-Connect metadata 2.1.0; the whole of it is `metadata-2.1.0.schema.json`. */
export const Metadata2 = z.strictObject({
  $schema: z.literal('https://schema.fitko.de/fit-connect/metadata/2.1.0/metadata.schema.json'),
  contentStructure: z.strictObject({
    data: DescribedData,
    attachments: z.array(
      DescribedAttachment.extend({
        purpose: z.enum([...AttachmentPurpose.options, 'data']),
        fragments: z.array(z.uuid()).min(1).optional(),
      }),
    ),
  }),
  author: z
    .looseObject({
      name: z.string(),
      product: z.looseObject({ name: z.string(), version: z.string(), manufacturer: z.string() }).optional(),
    })
    .optional(),
  dataSets: z.array(DataSet).optional(),
  paymentInformation: PaymentInformation.optional(),
  additionalReferenceInfo: z
    .strictObject({
      senderReference: z.string().min(1).max(60).optional().describe('Case number at the sender'),
      applicationDate: z.iso.date().optional(),
      idBundDeApplicationId: z.uuid().optional(),
      zustimmungZumDigitalenBescheid: z.boolean().optional(),
    })
    .optional(),
  replyChannel: ReplyChannel.optional(),
});
export type Metadata2 = z.infer<typeof Metadata2>;

/** The public service is named when the submission is announced, and no longer here. */
export function writeMetadata2(parts: MetadataParts): Metadata2 {
  const { evidence, payment, senderReference, applicationDate, digitalNotice, replyChannel } = parts;
  return checked(Metadata2, {
    $schema: 'https://schema.fitko.de/fit-connect/metadata/2.1.0/metadata.schema.json',
    contentStructure: {
      data: describedData(parts),
      attachments: parts.attachments.map(({ fragments, ...attachment }) => ({
        ...attachment,
        ...(fragments && { fragments: [...fragments] }),
      })),
    },
    author: AUTHOR,
    ...(evidence && { dataSets: dataSetsOf(evidence) }),
    ...(payment && { paymentInformation: payment }),
    additionalReferenceInfo: {
      senderReference,
      ...(applicationDate && { applicationDate }),
      // "Das Feld darf nicht weggelassen werden, um eine Ablehnung auszudrücken": left out only where nobody was asked.
      ...(digitalNotice !== undefined && { zustimmungZumDigitalenBescheid: digitalNotice }),
    },
    ...(replyChannel && { replyChannel }),
  });
}
