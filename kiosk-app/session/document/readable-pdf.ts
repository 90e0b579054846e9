import { CREST } from '../../../assets/branding/crest-shape.ts';
import { font } from '../../../foundation/pdf/fonts.ts';
import { MARGIN, SIZE, TextPdf } from '../../../foundation/pdf/text-pdf.ts';
import { SIGNATURE_BOX } from '../contract/signature.ts';
import type { DocumentBlock, DocumentContent } from './content.ts';

const LABEL_WIDTH = 170;
const GAP = 12;
const CREST_AT = 36;
const CREST_HEIGHT = 44;
const DRAWING_HEIGHT = 64;
/** Units of a signature's box. */
const PEN = 5;

/**
 * The readable document: PDF/A-2a and PDF/UA-1, tagged, fonts embedded, every picture with a text.
 * Built in memory; nothing is written to disk.
 */
export async function buildPdf(
  content: DocumentContent,
  fontFile = font,
): Promise<{ readonly pdf: Uint8Array; readonly pages: number }> {
  const { language, title, author, createdAt } = content;
  const doc = new TextPdf({ language, title, author, createdAt }, fontFile);

  const root = doc.struct('Document', { title: content.title });
  doc.addStructure(root);
  addSender(doc, root, content.sender);
  root.add(doc.struct('H1', {}, () => doc.font('bold').fontSize(SIZE.title).text(content.title, MARGIN, doc.y)));
  doc.moveDown(0.5);
  addRows(doc, root, content.head, content.empty);
  for (const block of content.blocks) addBlock(doc, root, block, content.empty);
  for (const sentence of content.next) addParagraph(doc, root, sentence);
  for (const scan of content.scans) addScan(doc, root, scan, content.copyNote);
  root.end();
  doc.numberPages(content.pageLabel);
  const { count: pages } = doc.bufferedPageRange();
  return { pdf: await doc.finished(), pages };
}

type Doc = TextPdf;

/** Crest and address of the municipality. The crest is decoration: the name beside it says the same. */
function addSender(doc: Doc, root: Struct, sender: string): void {
  const scale = CREST_HEIGHT / CREST.height;
  doc.markContent('Artifact', { type: 'Layout' });
  doc.save().translate(MARGIN, CREST_AT).scale(scale);
  doc.path(CREST.shield).fill('#1f3a8a');
  doc.path(CREST.charge).fill('#ffffff', 'even-odd');
  doc.path(CREST.water).lineWidth(3).stroke('#ffffff');
  doc.restore();
  doc.endMarkedContent();
  const at = MARGIN + CREST.width * scale + GAP;
  root.add(
    doc.struct('P', {}, () =>
      doc
        .font('regular')
        .fontSize(SIZE.small)
        .text(sender, at, CREST_AT + CREST_HEIGHT / 2 - SIZE.small / 2),
    ),
  );
  doc.fillColor('#000000');
  doc.x = MARGIN;
  doc.y = CREST_AT + CREST_HEIGHT + GAP;
}
type Struct = PDFKit.PDFStructureElement;

function addParagraph(doc: Doc, parent: Struct, text: string): void {
  doc.moveDown(0.5);
  doc.font('regular').fontSize(SIZE.text);
  doc.makeRoom(doc.heightOfString(text, { width: doc.textWidth }));
  parent.add(doc.struct('P', {}, () => doc.font('regular').text(text, MARGIN, doc.y)));
}

function addBlock(doc: Doc, parent: Struct, block: DocumentBlock, empty: string): void {
  const section = doc.struct('Sect', { title: block.title });
  parent.add(section);
  const [first] = block.rows;
  doc.moveDown(1);
  // A heading must not stand alone at the foot of a page.
  doc.makeRoom(30 + (first ? heightOf(doc, first, empty) : 0));
  section.add(doc.struct('H2', {}, () => doc.font('bold').fontSize(SIZE.heading).text(block.title, MARGIN, doc.y)));
  doc.moveDown(0.3);
  addRows(doc, section, block.rows, empty);
  for (const paragraph of block.text ?? []) addParagraph(doc, section, paragraph);
  section.end();
}

type Row = DocumentBlock['rows'][number];
const valueWidth = (doc: Doc) => doc.textWidth - LABEL_WIDTH - GAP;

function heightOf(doc: Doc, row: Row, empty: string): number {
  doc.fontSize(SIZE.text);
  const label = doc.font('regular').heightOfString(row.label, { width: LABEL_WIDTH });
  const value = doc.font('bold').heightOfString(row.value || empty, { width: valueWidth(doc) });
  return Math.max(label, value) + (row.drawing === undefined ? 0 : DRAWING_HEIGHT + GAP) + 4;
}

/** Label and value side by side, tagged as a list so that a screen reader keeps each pair together. */
function addRows(doc: Doc, parent: Struct, rows: readonly Row[], empty: string): void {
  if (rows.length === 0) return;
  const list = doc.struct('L');
  parent.add(list);
  for (const row of rows) {
    const height = heightOf(doc, row, empty);
    doc.makeRoom(height);
    const top = doc.y;
    const item = doc.struct('LI');
    list.add(item);
    item.add(
      doc.struct('Lbl', {}, () =>
        doc.font('regular').fontSize(SIZE.text).text(row.label, MARGIN, top, { width: LABEL_WIDTH }),
      ),
    );
    const said = () =>
      doc
        .font('bold')
        .fontSize(SIZE.text)
        .text(row.value || empty, MARGIN + LABEL_WIDTH + GAP, top, { width: valueWidth(doc) });
    const drawing = row.drawing === undefined ? [] : [drawn(doc, row, top + height - DRAWING_HEIGHT - GAP / 2)];
    item.add(doc.struct('LBody', {}, [said, ...drawing]));
    item.end();
    doc.x = MARGIN;
    doc.y = top + height;
  }
  list.end();
}

/** A signature below the words that tell of it. */
const drawn = (doc: Doc, { drawing = '', label }: Row, top: number): Struct =>
  doc.struct('Figure', { alt: label }, () => {
    doc.save().translate(MARGIN + LABEL_WIDTH + GAP, top);
    doc.scale(DRAWING_HEIGHT / SIGNATURE_BOX.height);
    doc.lineCap('round').lineJoin('round').lineWidth(PEN).path(drawing).stroke('#000000');
    doc.restore();
  });

function addScan(doc: Doc, parent: Struct, scan: DocumentContent['scans'][number], note: string): void {
  doc.beginPage();
  const section = doc.struct('Sect', { title: scan.caption });
  parent.add(section);
  section.add(doc.struct('H2', {}, () => doc.font('bold').fontSize(SIZE.heading).text(scan.caption, MARGIN, MARGIN)));
  section.add(doc.struct('P', {}, () => doc.font('regular').fontSize(SIZE.small).text(note, MARGIN, doc.y)));
  const top = doc.y + GAP;
  const fit: [number, number] = [doc.textWidth, doc.page.height - MARGIN - top];
  section.add(
    doc.struct('Figure', { alt: scan.caption }, () =>
      doc.image(Buffer.from(scan.jpeg), MARGIN, top, { fit, align: 'center' }),
    ),
  );
  section.end();
}
