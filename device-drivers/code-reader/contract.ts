import { z } from 'zod';
import { cutTo } from '../../foundation/rpc/cut.ts';
import type { Device } from '../contract.ts';

export const CodeReaderConfiguration = z
  .strictObject({
    protocol: z.enum(['serial', 'tcp', 'hid-pos']),
    path: z.string().describe('serial: device file; tcp: host:port; hid-pos: vendor:product:usage page in hexadecimal'),
  })
  .nullable();

/** A read 2D or 1D code. May hold personal data: goes to the session only. */
export const ScannedCode = z.strictObject({
  text: cutTo(4000),
  /** AIM symbology identifier ("]Q0" = QR), `null` if the reader does not tell. */
  symbology: cutTo(8).nullable(),
});
export type ScannedCode = Readonly<z.infer<typeof ScannedCode>>;

export interface CodeReader extends Device {
  readonly kind: 'code-reader';
  onCode(listener: (code: ScannedCode) => void): () => void;
}
