import { labelsOf } from '../../../config/check/receipt-labels.ts';
import type { ReceiptDocument } from '../../../device-drivers/receipt-printer/contract.ts';

/** A slip that says of itself that it is none: for whoever finds it in the tray. */
export function testReceipt(options: {
  readonly id: string;
  readonly terminalId: string;
  readonly language: string;
  readonly timeZone: string;
  /** Epoch milliseconds. */
  readonly now: number;
}): ReceiptDocument {
  const { id, terminalId, language, timeZone, now } = options;
  const labels = labelsOf({}, language);
  const time = new Intl.DateTimeFormat(language, { timeZone, dateStyle: 'medium', timeStyle: 'medium' }).format(now);
  return {
    id,
    blocks: [
      { type: 'text', text: labels['test-receipt.title'] ?? '', align: 'center', bold: true, size: 2 },
      { type: 'text', text: labels['test-receipt.text'] ?? '', align: 'center' },
      { type: 'space', lines: 1 },
      { type: 'columns', left: labels['test-receipt.terminal'] ?? '', right: terminalId },
      { type: 'columns', left: labels['test-receipt.time'] ?? '', right: time },
      { type: 'rule' },
      { type: 'text', text: 'ÄÖÜ äöü ß €', align: 'center' },
    ],
  };
}
