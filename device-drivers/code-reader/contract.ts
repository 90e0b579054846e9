import type { Device } from '../contract.ts';

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
