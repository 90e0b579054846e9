import { z } from 'zod';
import type { Result } from '../../foundation/result.ts';
import { Base64 } from '../../foundation/rpc/base64.ts';
import type { Device } from '../contract.ts';

export const ScannerConfiguration = z
  .strictObject({
    command: z.string().describe('scanimage or a program with the same command line'),
    device: z.string(),
    environment: z.record(z.string(), z.string()).default({}),
  })
  .nullable();

/** An administrable scan profile. */
export const ScanProfile = z.strictObject({
  id: z.string(),
  source: z.enum(['flatbed', 'feeder']),
  mode: z.enum(['color', 'gray']),
  /** Dots per inch. */
  resolution: z.int().min(75).max(600),
  /** Page size in millimetres. */
  page: z.strictObject({ width: z.number(), height: z.number() }),
  /** Straighten, crop, raise contrast, drop blank pages. */
  cleanUp: z.boolean(),
});
export type ScanProfile = Readonly<z.infer<typeof ScanProfile>>;

/** A page on its way to the session: pictures in base64. */
export const SentPage = z.strictObject({
  /** JPEG, cleaned up. */
  jpeg: Base64,
  /** JPEG of at most 900 px on the longer side, for the screen. */
  preview: Base64,
  widthPx: z.int(),
  heightPx: z.int(),
  /** Dots per inch the JPEG really has: the profile's, or less where the device has no more. Gives the true size. */
  resolution: z.number().positive(),
  /** Nothing to be read on it: white paper, or dark all over (the lid stood open). */
  blank: z.boolean(),
});
export type SentPage = Readonly<z.infer<typeof SentPage>>;

/** The same in the process that scanned it. */
export interface ScannedPage extends Omit<SentPage, 'jpeg' | 'preview'> {
  readonly jpeg: Uint8Array;
  readonly preview: Uint8Array;
}

export const ScanFault = z.enum([
  'no-paper',
  'jammed',
  'cover-open',
  'busy',
  'access-denied',
  'io-error',
  'out-of-memory',
  'gone',
  'cancelled',
  'too-large',
]);
export type ScanFault = z.infer<typeof ScanFault>;

export const SCANNER_REASONS = [
  ...ScanFault.options,
  'command-missing', // scanimage itself does not start
  'no-answer',
  'unsupported-profile', // it has not what the site's profile wants
  'in-use-elsewhere',
] as const;
export type ScannerReason = (typeof SCANNER_REASONS)[number];

export type ScanOutcome = Result<
  { readonly pages: readonly ScannedPage[] },
  {
    readonly reason: ScanFault /** Pages that were complete before the fault. */;
    readonly pages: readonly ScannedPage[];
  }
>;

export const ScanProgress = z.strictObject({
  phase: z.enum(['warming-up', 'scanning', 'cleaning-up']),
  page: z.int(),
  /** 0–100, `null` if the device does not tell. */
  percent: z.number().nullable(),
});
export type ScanProgress = Readonly<z.infer<typeof ScanProgress>>;

/** Lives in the attended-device host; images leave it only towards the session. */
export interface Scanner extends Device {
  readonly kind: 'scanner';
  scan(profile: ScanProfile, onProgress: (progress: ScanProgress) => void, signal: AbortSignal): Promise<ScanOutcome>;
}
