import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { templateFault } from '../../../config/check/receipt-template.ts';
import { ReceiptTemplate } from '../../../device-drivers/receipt-printer/receipt-text/template.ts';
import { type ReceiptParts, receiptDocument } from './receipts.ts';

const template = ReceiptTemplate.parse(
  JSON.parse(readFileSync(new URL('../../../config/receipts/receipt.json', import.meta.url), 'utf8')),
);
const LABELS = { 'receipt.case-number': 'Vorgangsnummer', 'receipt.reference': 'Kassenzeichen' };

function blocks(change: Partial<ReceiptParts> = {}) {
  const document = receiptDocument({
    timeZone: 'Europe/Berlin',
    template,
    language: 'de',
    labels: LABELS,
    packageId: 'p',
    texts: {
      heading: ['Stadt', 'Rathaus'],
      service: 'Parken',
      lines: [{ label: 'Betrag', value: '30,70 €' }],
      footer: [],
    },
    customerLines: [],
    reference: null,
    caseNumber: '4F1A-9C03-77B2',
    qr: null,
    ...change,
  });
  if (!document.ok) throw document.error;
  return document.value.blocks;
}

test('without payment and code there is nothing but heading, service, lines and the case number', () => {
  expect(blocks()).toEqual([
    { type: 'text', text: 'Stadt', align: 'center', bold: true, size: 1 },
    { type: 'text', text: 'Rathaus', align: 'center', bold: false, size: 1 },
    { type: 'rule' },
    { type: 'text', text: 'Parken', align: 'left', bold: true, size: 1 },
    { type: 'columns', left: 'Betrag', right: '30,70 €', bold: false },
    { type: 'columns', left: 'Vorgangsnummer', right: '4F1A-9C03-77B2', bold: false },
  ]);
});

test('the payment terminal’s block is printed as it is, its empty lines with their height', () => {
  const customerLines = [
    { text: 'SUMME', align: 'right', bold: true, large: true },
    { text: ' ', align: 'left', bold: false, large: false },
  ] as const;
  expect(blocks({ customerLines }).slice(6)).toEqual([
    { type: 'rule' },
    { type: 'text', text: 'SUMME', align: 'right', bold: true, size: 2 },
    { type: 'space', lines: 1 },
    { type: 'rule' },
  ]);
});

test('a number that one of the lines says is not said twice', () => {
  const texts = { heading: [], service: 'Parken', lines: [{ label: 'Nr.', value: 'BP-1' }], footer: [] };
  const rights = blocks({ texts, caseNumber: 'BP-1', reference: 'KZ-1' }).flatMap((b) =>
    b.type === 'columns' ? [b.right] : [],
  );
  expect(rights).toEqual(['BP-1', 'KZ-1']);
});

test('the check of a template knows every name that a receipt has, and no other', () => {
  const every: ReceiptTemplate = {
    id: 'every',
    blocks: ['service', 'caseNumber', 'reference', 'qr'].map((name) => ({ type: 'qr', data: `{{value:${name}}}` })),
  };
  const lists = ['heading', 'lines', 'payment', 'footer'].map((over) => ({
    type: 'repeat' as const,
    over,
    blocks: [],
  }));
  const template = { ...every, blocks: [...every.blocks, ...lists] };
  expect(templateFault(template, 'de', LABELS)).toBeNull();
  expect(blocks({ template, reference: 'r', qr: 'q' })).toHaveLength(4);
});
