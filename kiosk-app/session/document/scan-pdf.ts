import { ArchivalPdf } from '../../../foundation/pdf/archival-pdf.ts';

export interface ScanPage {
  readonly jpeg: Uint8Array;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Of this page, in dots per inch: gives it its true size. */
  readonly resolution: number;
}

export interface ScanContent {
  /** IETF tag. */
  readonly language: string;
  readonly title: string;
  readonly author: string;
  readonly createdAt: Date;
  /** In order; JPEG as the scanner's clean-up left it. */
  readonly pages: readonly ScanPage[];
}

/** Points to the inch. */
const POINTS = 72;

/**
 * All pages of one piece of evidence as a PDF/A-2b. The pictures go in as they are, so nothing of their resolution is
 * lost, and each page is as large as what lay on the glass.
 */
export async function buildScanPdf(content: ScanContent): Promise<Uint8Array> {
  const { pages, ...about } = content;
  const doc = new ArchivalPdf({ ...about, conformance: '2b' });
  for (const { jpeg, width, height, resolution } of pages) {
    const size: [number, number] = [(width / resolution) * POINTS, (height / resolution) * POINTS];
    doc.addPage({ size, margin: 0 });
    doc.image(Buffer.from(jpeg), 0, 0, { width: size[0], height: size[1] });
  }
  return doc.finished();
}
