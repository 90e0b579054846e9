import { z } from 'zod';
import { PaymentInformation } from '../../portals/fit-connect/contract.ts';
import { Metadata } from './metadata.ts';

/** What the demo portal keeps on disk. Times are milliseconds since 1970. */

export const PublicService = z.strictObject({ name: z.string().max(250), identifier: z.string().max(100) });

/** The delivery service's view: ciphertext and states. */
export const SubmissionRecord = z.strictObject({
  submissionId: z.uuid(),
  caseId: z.uuid(),
  destinationId: z.uuid(),
  publicService: PublicService.nullable(),
  /** ARS, as the sender announced it. */
  region: z.string().nullable().default(null),
  announced: z.array(z.uuid()),
  uploaded: z.record(z.uuid(), z.strictObject({ tag: z.string(), bytes: z.int() })),
  /** `gone`: picked up by the authority, or never finished within a day; only the event log remains. */
  state: z.enum(['draft', 'submitted', 'gone']),
  createdAt: z.number(),
  encryptedMetadata: z.string().nullable(),
  encryptedData: z.string().nullable(),
});
export type SubmissionRecord = z.infer<typeof SubmissionRecord>;

const StoredProblem = z.strictObject({
  type: z.string(),
  title: z.string(),
  detail: z.string(),
  instance: z.string(),
});

export const CaseFile = z.strictObject({
  attachmentId: z.uuid(),
  filename: z.string(),
  mimeType: z.string(),
  purpose: z.enum(['form', 'attachment', 'report', 'data']),
  bytes: z.int(),
});
export type CaseFile = z.infer<typeof CaseFile>;

/** The authority's view: everything decrypted. Personal data is at home here and nowhere else in this room. */
export const CaseRecord = z.strictObject({
  caseId: z.uuid(),
  submissionId: z.uuid(),
  destinationId: z.uuid(),
  publicService: PublicService.nullable(),
  state: z.enum(['received', 'accepted', 'rejected']),
  submittedAt: z.number(),
  decidedAt: z.number().nullable(),
  problems: z.array(StoredProblem),
  metadata: Metadata.nullable(),
  /** Structured data as parsed; `null` if it could not be. */
  data: z.unknown(),
  /** The identification report as parsed, if one came along. */
  identity: z.unknown(),
  files: z.array(CaseFile),
  /** Paid after it was sent, as the sender or the treasury told it. */
  paidLater: PaymentInformation.nullable().default(null),
});
export type CaseRecord = z.infer<typeof CaseRecord>;
