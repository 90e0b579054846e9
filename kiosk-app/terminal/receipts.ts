import type { z } from 'zod';
import type { ReceiptLine } from '../../device-drivers/payment/contract.ts';
import type { ReceiptBlock, ReceiptDocument } from '../../device-drivers/receipt-printer/contract.ts';
import type { ReceiptTexts } from '../channel/terminal.ts';

export interface ReceiptParts {
  readonly packageId: string;
  readonly texts: z.output<typeof ReceiptTexts>;
  /** Lines of the payment terminal for its customer, verbatim; empty if nothing was paid here. */
  readonly customerLines: readonly ReceiptLine[];
  readonly reference: string | null;
  readonly caseNumber: string | null;
  readonly labels: { readonly reference: string; readonly caseNumber: string };
  /** Content of a QR code; never personal. */
  readonly qr: string | null;
}

/** Lays a receipt out: heading, service, lines, numbers, the payment terminal's own block, QR, footer. */
export function receiptDocument(parts: ReceiptParts): ReceiptDocument {
  const { texts, customerLines, qr } = parts;
  const blocks: ReceiptBlock[] = [
    ...texts.heading.map((text, i): ReceiptBlock => ({ type: 'text', text, align: 'center', bold: i === 0 })),
    { type: 'rule' },
    { type: 'text', text: texts.service, bold: true },
    ...texts.lines.map(({ label, value }): ReceiptBlock => ({ type: 'columns', left: label, right: value })),
    ...numbers(parts).map(({ label, value }): ReceiptBlock => ({ type: 'columns', left: label, right: value })),
  ];
  if (customerLines.length > 0) {
    blocks.push({ type: 'rule' }, ...customerLines.map(paymentLine), { type: 'rule' });
  }
  if (qr !== null) blocks.push({ type: 'space', lines: 1 }, { type: 'qr', data: qr });
  if (texts.footer.length > 0) {
    blocks.push(
      { type: 'space', lines: 1 },
      ...texts.footer.map((text): ReceiptBlock => ({ type: 'text', text, align: 'center' })),
    );
  }
  return { id: parts.packageId, blocks };
}

/** The numbers a citizen needs when something is asked later, unless the session has printed them already. */
function numbers(parts: ReceiptParts): readonly { label: string; value: string }[] {
  const said = new Set(parts.texts.lines.map((line) => line.value));
  return [
    { label: parts.labels.caseNumber, value: parts.caseNumber },
    { label: parts.labels.reference, value: parts.reference },
  ].flatMap(({ label, value }) => (value !== null && !said.has(value) ? [{ label, value }] : []));
}

function paymentLine(line: ReceiptLine): ReceiptBlock {
  // An empty line keeps its height: card scheme rules speak of the block as printed.
  if (line.text.trim() === '') return { type: 'space', lines: 1 };
  return { type: 'text', text: line.text, align: line.align, bold: line.bold, ...(line.large && { size: 2 as const }) };
}
