import type { Printed, ReceiptType } from '../codec/index.ts';
import type { PaymentReceipts, ReceiptLine } from '../contract.ts';
import { maskCardNumbers } from './payment-record.ts';

export const NO_RECEIPTS: PaymentReceipts = { merchant: [], customer: [] };

interface Receipt {
  readonly type: ReceiptType | null;
  readonly lines: readonly ReceiptLine[];
}

const HEADINGS: readonly (readonly [RegExp, ReceiptType])[] = [
  [/h[äa]e?ndler|merchant|akzeptant/i, 'merchant'],
  [/kunde|customer|cardholder/i, 'customer'],
];

/**
 * Sorts what the device printed during one command into the merchant's and the customer's receipt. The device's own
 * receipt type decides; without one the heading; without that the order of PA00P015: merchant first, customer second,
 * and a single receipt is the customer's. Card numbers the device left readable are masked.
 */
export function sortReceipts(printed: readonly Printed[]): PaymentReceipts {
  const merchant: ReceiptLine[] = [];
  const customer: ReceiptLine[] = [];
  const receipts = split(printed);
  for (const [i, receipt] of receipts.entries()) {
    const type = receipt.type ?? headingOf(receipt.lines) ?? (receipts.length > 1 && i === 0 ? 'merchant' : 'customer');
    (type === 'customer' ? customer : merchant).push(...receipt.lines.map(masked));
  }
  return { merchant, customer };
}

function split(printed: readonly Printed[]): Receipt[] {
  const receipts: Receipt[] = [];
  let type: ReceiptType | null = null;
  let lines: ReceiptLine[] = [];
  const close = () => {
    if (lines.length > 0) receipts.push({ type, lines });
    lines = [];
    type = null;
  };
  for (const part of printed) {
    if (part.type !== null && type !== null && part.type !== type) close();
    type = part.type ?? type;
    lines.push(...part.lines);
    if (part.ends) close();
  }
  close();
  return receipts;
}

function headingOf(lines: readonly ReceiptLine[]): ReceiptType | null {
  for (const { text } of lines) {
    const squeezed = text.replace(/(?<=(?:^|\s)\S) (?=\S(?:\s|$))/g, '');
    for (const [pattern, type] of HEADINGS) if (pattern.test(squeezed)) return type;
  }
  return null;
}

const masked = (line: ReceiptLine): ReceiptLine => ({ ...line, text: maskCardNumbers(line.text) });
