import { z } from 'zod';
import type { Result } from '../../foundation/result.ts';
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

export interface ScannedPage {
  /** JPEG, cleaned up. */
  readonly jpeg: Uint8Array;
  /** JPEG of at most 900 px on the longer side, for the screen. */
  readonly preview: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Dots per inch the JPEG really has: the profile's, or less where the device has no more. Gives the true size. */
  readonly resolution: number;
  /** Nothing to be read on it: white paper, or dark all over (the lid stood open). */
  readonly blank: boolean;
}

export const SCAN_FAULTS = [
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
] as const;
export type ScanFault = (typeof SCAN_FAULTS)[number];

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
