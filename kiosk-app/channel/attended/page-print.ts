import { z } from 'zod';
import { PagePrintFault, PagePrintProgress } from '../../../device-drivers/page-printer/contract.ts';
import { Base64 } from '../../../foundation/rpc/base64.ts';

/** Of a document, so that it is found again at the printer: a package id. */
const DocumentId = z.string().regex(/^[\w.:-]{1,60}$/);
/** Base64 characters of one part of a document: far below the link's own limit of 24 MiB a message. */
export const MAX_DOCUMENT_PART = 4 * 1024 * 1024;
/** Bytes of a document that is taken for printing. */
export const MAX_DOCUMENT = 64 * 1024 * 1024;

/** Requests about the copy on paper. */
export const pagePrintMethods = {
  /**
   * A part of the PDF to print next; `first` forgets what was loaded before. Refuses with `no-device`, `busy`,
   * `too-large`.
   */
  'page.load': {
    params: z.strictObject({ first: z.boolean(), part: Base64.max(MAX_DOCUMENT_PART) }),
    result: z.strictObject({ bytes: z.int() }),
  },
  /**
   * Prints what was loaded, and forgets it. Answers when the printer has said how it ended.
   * Refuses with `no-device`, `busy`, `incomplete` if other than `bytes` were loaded.
   */
  'page.print': {
    params: z.strictObject({ id: DocumentId, bytes: z.int().min(1) }),
    result: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('printed') }),
      /** `partial`: paper may show part of it. */
      z.strictObject({ kind: z.literal('fault'), reason: PagePrintFault, partial: z.boolean() }),
    ]),
  },
  'page.cancel': { params: z.strictObject({}), result: z.strictObject({}) },
} as const;

export const pagePrintNotifications = { 'page.progress': PagePrintProgress } as const;
