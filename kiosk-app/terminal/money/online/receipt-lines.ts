import type { ReceiptLine } from '../../../../device-drivers/payment/contract.ts';
import type { OnlineOutcome } from '../../store/journal-facts.ts';

/** What stands on the receipt where a card terminal's block would: how it was paid, and the number at the portal. */
export function onlineLines(
  { record }: OnlineOutcome,
  labels: Readonly<Record<string, string>>,
): readonly ReceiptLine[] {
  const line = (text: string): ReceiptLine => ({ text, align: 'left', bold: false, large: false });
  const way = record?.method ? labels[`receipt.online.${record.method}`] : undefined;
  return [
    { ...line(labels['receipt.online.paid'] ?? ''), bold: true },
    ...(way ? [line(way)] : []),
    ...(record ? [line(labels['receipt.online.transaction'] ?? ''), line(record.transactionId)] : []),
  ];
}
