import { type ArchivalOptions, ArchivalPdf } from './archival-pdf.ts';
import { font } from './fonts.ts';

/** Around a page, in points. */
export const MARGIN = 56;
/** Of letters, in points. */
export const SIZE = { title: 20, heading: 13, text: 10.5, small: 9 } as const;
/** Of page numbers above the lower edge, in points. */
const FOOTER_AT = 34;

/** A tagged document of text on A4 pages: PDF/A-2a and PDF/UA-1. Its fonts are `regular` and `bold`. */
export class TextPdf extends ArchivalPdf {
  constructor(options: Omit<ArchivalOptions, 'conformance'>, fontFile = font) {
    super({ ...options, conformance: '2a' });
    this.registerFont('regular', fontFile('regular'));
    this.registerFont('bold', fontFile('bold'));
    this.beginPage();
  }

  /** Between the margins, in points. */
  get textWidth(): number {
    return this.page.width - 2 * MARGIN;
  }

  /** What comes next stands at the top of a new page. */
  beginPage(): void {
    this.addPage({ size: 'A4', margin: MARGIN });
    this.x = MARGIN;
    this.y = MARGIN;
  }

  /** Begins a page if what comes next, `height` points high, does not fit on this one. */
  makeRoom(height: number): void {
    if (this.y + height > this.page.height - MARGIN) this.beginPage();
  }

  /**
   * At the end, once all pages are there. Page numbers are marked as artifacts, so that a screen reader does not read
   * them in the middle of a sentence.
   * @param label of a page, counted from 1
   */
  numberPages(label: (page: number) => string): void {
    const { start, count } = this.bufferedPageRange();
    for (let page = start; page < start + count; page++) {
      this.switchToPage(page);
      this.page.margins.bottom = 0;
      this.markContent('Artifact', { type: 'Pagination' });
      this.font('regular')
        .fontSize(SIZE.small)
        .text(label(page + 1), MARGIN, this.page.height - FOOTER_AT, { lineBreak: false });
      this.endMarkedContent();
    }
  }
}
