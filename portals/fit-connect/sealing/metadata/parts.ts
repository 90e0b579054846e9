import { z } from 'zod';
import { Bug } from '../../../../foundation/errors.ts';
import type { IdentityEvidence } from '../../../identity/contract.ts';
import { Hash, type PaymentInformation, type PublicService, type ReplyChannel } from '../../contract.ts';

/** What metadata tell of a submission, whatever version writes it down. */
export interface MetadataParts {
  readonly dataHash: string;
  readonly schemaUri: string;
  readonly dataMimeType: 'application/json' | 'application/xml';
  readonly attachments: readonly DescribedAttachment[];
  readonly publicService: PublicService | null;
  readonly evidence: IdentityEvidence | null;
  readonly payment: PaymentInformation | undefined;
  /** The number people name when they ask (`caseNumber`). */
  readonly senderReference: string;
  /** ISO date on which the person applied, where they stood. */
  readonly applicationDate: string | undefined;
  /** Consent to an electronic notice, if the person was asked for it: a "no" is `false`. */
  readonly digitalNotice: boolean | undefined;
  readonly replyChannel: ReplyChannel | undefined;
}

export const AttachmentPurpose = z.enum(['form', 'attachment', 'report']);
export type AttachmentPurpose = z.infer<typeof AttachmentPurpose>;

export const DescribedAttachment = z.strictObject({
  attachmentId: z.uuid(),
  purpose: AttachmentPurpose,
  mimeType: z.string().regex(/^[-\w.]+\/[-\w.+]+$/),
  filename: z.string().max(255),
  hash: Hash,
});
export type DescribedAttachment = z.infer<typeof DescribedAttachment> & {
  /** Ids of the uploads that together are this attachment, in order; left out where it is one upload. */
  readonly fragments?: readonly string[];
};

/** `contentStructure.data`, the same in every version. */
export const DescribedData = z.strictObject({
  hash: Hash,
  submissionSchema: z.strictObject({
    schemaUri: z.string(),
    mimeType: z.enum(['application/json', 'application/xml']),
  }),
});

export const describedData = ({ dataHash, schemaUri, dataMimeType }: MetadataParts): z.infer<typeof DescribedData> => ({
  hash: { type: 'sha512', content: dataHash },
  submissionSchema: { schemaUri, mimeType: dataMimeType },
});

/** @throws Bug with the paths that are wrong; zod's issues may quote what a person typed */
export function checked<T extends z.ZodType>(schema: T, metadata: z.input<T>): z.output<T> {
  const result = schema.safeParse(metadata);
  if (!result.success) throw new Bug(`metadata: ${result.error.issues.map((i) => i.path.join('.')).join(', ')}`);
  return result.data;
}
