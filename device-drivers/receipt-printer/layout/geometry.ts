import type { CodePage } from '../codec/charset.ts';

/**
 * Print geometry every printer of the class has at least: 42 columns on 80 mm (Epson TM-T88, 180 dpi), 32 columns on
 * 58 mm; font A of 12 × 24 dots (ESC/POS reference, ESC M). Wider ones leave a margin on the right.
 */
export const DOTS_PER_MM = 180 / 25.4;
export const CHARACTER = { width: 12, height: 24 } as const;
/** Dots fed by LF at the default line spacing of 1/6 inch (ESC 2). */
export const LINE_FEED = 30;
/** Lines fed before the cut, so that the last line has passed the cutter (head to cutter: about 14 mm). */
export const FEED_BEFORE_CUT = 4;

export type PaperWidth = 58 | 80;

export interface ReceiptFormat {
  /** Characters of font A in a line. */
  readonly columns: number;
  /** Printable width in dots. */
  readonly dots: number;
  /** Dots per QR module, smaller if the code would not fit. */
  readonly qrModule: number;
  readonly codePage: CodePage;
}

export const FORMATS: Readonly<Record<PaperWidth, ReceiptFormat>> = {
  58: { columns: 32, dots: 384, qrModule: 5, codePage: 'windows1252' },
  80: { columns: 42, dots: 512, qrModule: 6, codePage: 'windows1252' },
};

export const millimetres = (dots: number): number => dots / DOTS_PER_MM;
