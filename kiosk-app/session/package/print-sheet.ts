import { randomUUID } from 'node:crypto';
import { Personal } from '../../../foundation/personal.ts';
import type { PrintAnswer } from '../../channel/terminal/slip.ts';
import { type Sheet, type SheetInput, sheetOf } from '../application/sheet.ts';
import { delays } from '../delays.ts';
import type { DocumentContent } from '../document/content.ts';
import type { TakeAlongFile } from '../phone-link/contract.ts';
import { attempt, type Ports } from '../ports.ts';

export interface PrintedSheet extends SheetInput {
  readonly ports: Ports;
  /** Language now chosen; asked at the moment of printing. */
  readonly language: () => string;
}

/** Of a slip (`ReceiptTexts`). */
const MOST_LINES = 32;

/** What concerns nobody in particular, on a slip of the receipt printer: it goes by way of the terminal. */
export async function printSlip(input: PrintedSheet): Promise<PrintAnswer> {
  const { ports } = input;
  const language = input.language();
  const text = (key: string) => ports.texts.text(language, key);
  const { site } = ports.start;
  const sheet = sheetOf(input, language);
  const texts = {
    heading: [text(site.municipality), text(site.location)],
    service: sheet.title,
    lines: linesOf(sheet).slice(0, MOST_LINES),
    footer: [],
  };
  const answer = await attempt(ports, () =>
    ports.terminal.call('slip.print', { texts, qr: null, language }, delays.print),
  );
  return answer.ok ? answer.value : { kind: 'fault', reason: 'not-confirmed' };
}

const linesOf = ({ sections }: Sheet) =>
  sections.flatMap(({ title, rows, text }) => {
    const told = text.join(' ');
    if (rows.length === 0) return [{ label: title, value: told }];
    const heading = { label: title, value: '' };
    return told === '' ? [heading, ...rows] : [heading, ...rows, { label: told, value: '' }];
  });

/** What somebody has answered, on a page: made here, and printed past the terminal. */
export async function sheetDocument(input: PrintedSheet): Promise<{ readonly id: string; readonly pdf: Buffer }> {
  const { ports } = input;
  const { pdf } = await ports.buildDocument(contentOf(input, input.language()));
  return { id: randomUUID(), pdf: Buffer.from(pdf) };
}

/** For the person's own telephone. */
export async function sheetFile(input: PrintedSheet): Promise<TakeAlongFile> {
  const { pdf } = await sheetDocument(input);
  const { title } = sheetOf(input, input.language());
  return { name: `${input.service.id}.pdf`, type: 'application/pdf', title, bytes: new Personal(pdf) };
}

function contentOf(input: PrintedSheet, language: string): DocumentContent {
  const { ports } = input;
  const { site } = ports.start;
  const text = (key: string) => ports.texts.text(language, key);
  const { title, sections } = sheetOf(input, language);
  const now = ports.clock.now();
  const created = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: site.timeZone,
  }).format(now);
  return {
    language,
    title,
    author: text(site.municipality),
    sender: text(site.imprint),
    createdAt: new Date(now),
    head: [
      { label: text('session.document.created'), value: created },
      { label: text('session.document.place'), value: `${text(site.municipality)}, ${text(site.location)}` },
    ],
    blocks: sections.map((section) => ({ title: section.title, rows: section.rows, text: section.text })),
    next: [],
    scans: [],
    copyNote: '',
    pageLabel: (page) => ports.texts.text(language, 'session.document.page', { page }),
    empty: text('session.document.none'),
  };
}
