import { expect, test } from 'vitest';
import type { Printed, ReceiptType } from '../codec/index.ts';
import { sortReceipts } from './sort-receipts.ts';

const line = (text: string) => ({ text, align: 'left' as const, bold: false, large: false });
const printed = (text: string, type: ReceiptType | null = null, ends = true): Printed => ({
  type,
  lines: [line(text)],
  ends,
});
const texts = (parts: readonly Printed[]) => {
  const { merchant, customer } = sortReceipts(parts);
  return { merchant: merchant.map((l) => l.text), customer: customer.map((l) => l.text) };
};

test('the device’s own type decides, even against the heading', () => {
  expect(texts([printed('Kundenbeleg', 'merchant')])).toEqual({ merchant: ['Kundenbeleg'], customer: [] });
});

test.each([
  ['** HÄNDLERBELEG **', 'merchant'],
  ['H ä n d l e r b e l e g', 'merchant'],
  ['Kundenbeleg', 'customer'],
  ['CUSTOMER COPY', 'customer'],
] as const)('without a type the heading "%s" decides, whatever the order', (heading, type) => {
  const other = type === 'merchant' ? 'Kundenbeleg' : 'Händlerbeleg';
  expect(texts([printed(other), printed(heading)])[type]).toEqual([heading]);
  expect(texts([printed(heading), printed(other)])[type]).toEqual([heading]);
});

test('without either the first of two is the merchant’s', () => {
  expect(texts([printed('A'), printed('B')])).toEqual({ merchant: ['A'], customer: ['B'] });
});

test('a single receipt without a word on whose it is goes to the customer', () => {
  expect(texts([printed('A')])).toEqual({ merchant: [], customer: ['A'] });
});

test('a change of type ends a receipt whose last line was lost', () => {
  expect(texts([printed('A', 'merchant', false), printed('B', 'customer', false)])).toEqual({
    merchant: ['A'],
    customer: ['B'],
  });
});

test('lines of one receipt stay together and in order', () => {
  expect(texts([printed('1', null, false), printed('2', null, false), printed('3')]).customer).toEqual(['1', '2', '3']);
});
