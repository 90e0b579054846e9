import { MARGIN, SIZE, TextPdf } from '../../../foundation/pdf/text-pdf.ts';
import type { StaffLanguage } from '../../../foundation/staff-languages.ts';
import type { PilotAnswer, StatisticTable } from '../../contract/statistics.ts';
import type { StatisticsWords } from './words.ts';

const COUNT_WIDTH = 110;
const CELL_PADDING = 3;
/** What the library takes for a header cell; its published types do not have it. */
const HEADER_CELL = { scope: 'Column' } as object;

export interface MonthlyReport {
  /** "2026-06" */
  readonly month: string;
  readonly language: StaffLanguage;
  readonly threshold: number;
  readonly answers: readonly PilotAnswer[];
  readonly tables: readonly StatisticTable[];
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

type Doc = TextPdf;
type Struct = PDFKit.PDFStructureElement;

/**
 * The report of a month as PDF/A-2a and PDF/UA-1: tagged, headings, real tables with header cells, fonts embedded, page
 * numbers as artifacts.
 */
export async function monthlyReport(report: MonthlyReport, words: StatisticsWords): Promise<Buffer> {
  const subject = words.text('subject', { month: words.month(report.month) });
  const doc = new TextPdf({
    language: report.language,
    title: `${words.text('title')}: ${subject}`,
    author: words.text('author'),
    createdAt: new Date(report.createdAt),
  });
  const root = doc.struct('Document', { title: subject });
  doc.addStructure(root);
  addText(doc, root, 'H1', words.text('title'));
  addText(doc, root, 'P', subject);
  addText(doc, root, 'P', words.text('privacy', { threshold: report.threshold }));
  for (const { question, facts } of report.answers) {
    addText(doc, root, 'H2', words.text(`question.${question}`));
    for (const fact of facts) addText(doc, root, 'P', words.sentence(fact));
  }
  for (const table of report.tables) addTable(doc, root, table, words);
  root.end();
  doc.numberPages((n) => words.text('page', { n }));
  return Buffer.from(await doc.finished());
}

const STYLES = {
  H1: ['bold', SIZE.title, 0],
  H2: ['bold', SIZE.heading, 14],
  P: ['regular', SIZE.text, 4],
} as const;

function addText(doc: Doc, parent: Struct, kind: keyof typeof STYLES, text: string): void {
  const [font, size, space] = STYLES[kind];
  doc.font(font).fontSize(size);
  doc.y += space;
  // A heading must not stand alone at the foot of a page.
  doc.makeRoom(doc.heightOfString(text, { width: doc.textWidth }) + (kind === 'P' ? 0 : 40));
  parent.add(
    doc.struct(kind, {}, () => doc.font(font).fontSize(size).text(text, MARGIN, doc.y, { width: doc.textWidth })),
  );
}

function addTable(doc: Doc, parent: Struct, table: StatisticTable, words: StatisticsWords): void {
  const { by, unit, rows, total } = table;
  addText(doc, parent, 'H2', words.text(`metric.${table.metric}`));
  if (rows.length === 0) {
    addText(doc, parent, 'P', words.text('none'));
    return;
  }
  const count = (shown: number | null): string =>
    unit === 'minutes' && shown !== null ? words.text('minutes', { n: words.count(shown) }) : words.count(shown);
  const struct = doc.struct('Table');
  parent.add(struct);
  addRow(doc, struct, 'TH', [
    ...by.map((name) => words.text(`column.${name}`)),
    words.text(unit === 'minutes' ? 'column.minutes' : 'column.count'),
  ]);
  for (const { values, count: shown } of rows) {
    addRow(doc, struct, 'TD', [...values.map((value, i) => words.value(by[i] ?? '', value)), count(shown)]);
  }
  const blanks = by.slice(1).map(() => '');
  addRow(doc, struct, 'TD', [words.text('total'), ...blanks, count(total)]);
  struct.end();
}

function addRow(doc: Doc, table: Struct, kind: 'TH' | 'TD', cells: readonly string[]): void {
  const columns = cells.length - 1;
  const each = (doc.textWidth - COUNT_WIDTH) / Math.max(1, columns);
  const widthOf = (i: number) => (i === columns ? COUNT_WIDTH : each);
  doc.font(kind === 'TH' ? 'bold' : 'regular').fontSize(SIZE.text);
  const height = Math.max(
    ...cells.map((cell, i) => doc.heightOfString(cell || ' ', { width: widthOf(i) - CELL_PADDING })),
  );
  doc.makeRoom(height + CELL_PADDING);
  const top = doc.y;
  const row = doc.struct('TR');
  table.add(row);
  cells.forEach((cell, i) => {
    row.add(
      doc.struct(kind, kind === 'TH' ? HEADER_CELL : {}, () =>
        doc.text(cell || '–', MARGIN + i * each, top, {
          width: widthOf(i) - CELL_PADDING,
          align: i === columns ? 'right' : 'left',
        }),
      ),
    );
  });
  row.end();
  doc.x = MARGIN;
  doc.y = top + height + CELL_PADDING;
}
