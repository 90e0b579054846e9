import { expect, test } from 'vitest';
import { labelsOf } from '../../../../config/check/receipt-labels.ts';
import { onlineLines } from './receipt-lines.ts';

const texts = (record: Parameters<typeof onlineLines>[0]['record'], language: string) =>
  onlineLines({ result: 'paid', reason: null, record }, labelsOf({}, language)).map(({ text }) => text);

test('the receipt tells how it was paid, and the number at the portal', () => {
  const record = { transactionId: 'b1a7', method: 'CREDITCARD', methodDetail: null };
  expect(texts(record, 'de')).toEqual(['Online bezahlt', 'mit Kreditkarte', 'Nummer der Zahlung:', 'b1a7']);
  expect(texts(record, 'en')).toEqual(['Paid online', 'by credit card', 'Number of the payment:', 'b1a7']);
});

test('a way that the portal has not told, or has no name for, is left out', () => {
  expect(texts({ transactionId: 'b1a7', method: 'OTHER', methodDetail: null }, 'de')).toHaveLength(3);
  expect(texts(null, 'de')).toEqual(['Online bezahlt']);
});
