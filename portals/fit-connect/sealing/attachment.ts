import type { AttachmentPurpose } from './metadata/parts.ts';

/** A file that goes along, in clear. */
export interface SealAttachment {
  /** Default: a new one. */
  readonly id?: string;
  readonly filename: string;
  readonly mimeType: string;
  readonly purpose: AttachmentPurpose;
  readonly bytes: Uint8Array;
}
