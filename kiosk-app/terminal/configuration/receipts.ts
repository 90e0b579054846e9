import type { z } from 'zod';
import type { ReceiptLine } from '../../../device-drivers/payment/contract.ts';
import type { ReceiptBlock, ReceiptDocument } from '../../../device-drivers/receipt-printer/contract.ts';
import {
  fillTemplate,
  type ReceiptTemplate,
  type TemplateError,
} from '../../../device-drivers/receipt-printer/receipt-text/template.ts';
import type { Result } from '../../../foundation/result.ts';
import { ok } from '../../../foundation/result.ts';
import type { ReceiptTexts } from '../../channel/terminal/slip.ts';

export interface ReceiptParts {
  /** config/receipts/receipt.json; its values and lists are the ones below. */
  readonly template: ReceiptTemplate;
  readonly language: string;
  readonly timeZone: string;
  /** What `{{text:…}}` of the template stands for. */
  readonly labels: Readonly<Record<string, string>>;
  readonly packageId: string;
  readonly texts: z.output<typeof ReceiptTexts>;
  /** Lines of the payment terminal for its customer, verbatim; empty if nothing was paid here. */
  readonly customerLines: readonly ReceiptLine[];
  readonly reference: string | null;
  /** `null` on a slip that belongs to no case. */
  readonly caseNumber: string | null;
  /** Content of a QR code; never personal. */
  readonly qr: string | null;
}

/**
 * Lays a receipt out as the template says. It may use the values `service`, `caseNumber`, `reference`, `qr` and the
 * lists `heading` (text, bold: the first), `lines` (label, value), `payment` (text, align, bold, large: the payment
 * terminal's own block), `footer` (text). `caseNumber` and `reference` are there unless one of the lines says them.
 */
export function receiptDocument(parts: ReceiptParts): Result<ReceiptDocument, TemplateError> {
  const { texts, customerLines, qr } = parts;
  const said = new Set(texts.lines.map((line) => line.value));
  const unsaid = (value: string | null) => (value !== null && said.has(value) ? null : value);
  const filled = fillTemplate(parts.template, {
    language: parts.language,
    timeZone: parts.timeZone,
    texts: parts.labels,
    values: {
      service: texts.service,
      caseNumber: unsaid(parts.caseNumber),
      reference: unsaid(parts.reference),
      qr,
    },
    lists: {
      heading: texts.heading.map((text, i) => ({ text, bold: i === 0 })),
      lines: texts.lines,
      payment: customerLines.map((line) => ({ ...line })),
      footer: texts.footer.map((text) => ({ text })),
    },
  });
  return filled.ok ? ok({ id: parts.packageId, blocks: filled.value.map(withHeight) }) : filled;
}

/** An empty line keeps its height: card scheme rules speak of the payment block as printed. */
function withHeight(block: ReceiptBlock): ReceiptBlock {
  return block.type === 'text' && block.text.trim() === '' ? { type: 'space', lines: 1 } : block;
}
