import { z } from 'zod';
import { ScannedCode } from '../../../device-drivers/code-reader/contract.ts';
import { ScanFault, ScanProfile, ScanProgress, SentPage } from '../../../device-drivers/scanner/contract.ts';

/** Of one answer. */
const Pages = z.array(SentPage).max(100);

/** Requests about what is read from paper as a picture. */
export const scanMethods = {
  'scan.start': {
    params: z.strictObject({ profile: ScanProfile }),
    result: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('scanned'), pages: Pages }),
      z.strictObject({ kind: z.literal('fault'), reason: ScanFault, pages: Pages }),
    ]),
  },
  'scan.cancel': { params: z.strictObject({}), result: z.strictObject({}) },
} as const;

export const scanNotifications = { 'scan.progress': ScanProgress, 'code.read': ScannedCode } as const;
