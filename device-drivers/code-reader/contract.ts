import { z } from 'zod';
import type { Device } from '../contract.ts';

export const CodeReaderConfiguration = z
  .strictObject({
    protocol: z.enum(['serial', 'tcp', 'hid-pos']),
    path: z.string().describe('serial: device file; tcp: host:port; hid-pos: vendor:product:usage page in hexadecimal'),
  })
  .nullable();

/** A read 2D or 1D code. May hold personal data: goes to the session only. */
export interface ScannedCode {
  readonly text: string;
  /** AIM symbology identifier ("]Q0" = QR), `null` if the reader does not tell. */
  readonly symbology: string | null;
}

export interface CodeReader extends Device {
  readonly kind: 'code-reader';
  onCode(listener: (code: ScannedCode) => void): () => void;
}
