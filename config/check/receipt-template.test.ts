import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ReceiptTemplate } from '../../device-drivers/receipt-printer/receipt-text/template.ts';
import { templateFault } from './receipt-template.ts';

const template = ReceiptTemplate.parse(
  JSON.parse(readFileSync(new URL('../receipts/receipt.json', import.meta.url), 'utf8')),
);
const LABELS = { 'receipt.case-number': 'Vorgangsnummer', 'receipt.reference': 'Kassenzeichen' };

test('a template that asks for what no receipt has is refused before anyone prints it', () => {
  const odd: ReceiptTemplate = { id: 'odd', blocks: [{ type: 'qr', data: '{{value:iban}}' }] };
  expect(templateFault(odd, 'de', LABELS)).toMatchObject({ reason: 'missing-value', detail: 'iban' });
  expect(templateFault(template, 'de', {})).toMatchObject({ reason: 'missing-text' });
  expect(templateFault(template, 'de', LABELS)).toBeNull();
});
