import { expect, test } from 'vitest';
import type { ReceiptBlock } from './contract.ts';
import { FORMATS } from './geometry.ts';
import { columns, heightOf, layOut, wrap } from './layout.ts';

const lay = (...blocks: ReceiptBlock[]) => layOut({ id: 'x', blocks }, FORMATS[80], new Map());
const reasonOf = (result: ReturnType<typeof lay>) =>
  result.ok ? null : { reason: result.error.reason, detail: result.error.detail };

test('a text is broken at blanks and never cut short', () => {
  expect(wrap('eins zwei drei vier', 9)).toEqual(['eins zwei', 'drei vier']);
});

test('a word longer than the line is broken at its edge', () => {
  expect(wrap('Donaudampfschifffahrt', 8)).toEqual(['Donaudam', 'pfschiff', 'fahrt']);
});

test('an indented payment line keeps its indent', () => {
  expect(wrap('   EUR 30,70', 20)).toEqual(['   EUR 30,70']);
});

test('columns meet the right edge', () => {
  expect(columns('Betrag', '30,70 €', 20)).toEqual(['Betrag       30,70 €']);
});

test('columns that do not fit stand on lines of their own', () => {
  expect(columns('Verwendungszweck', 'BP-2026-117', 20)).toEqual(['Verwendungszweck', '         BP-2026-117']);
});

test('a document ends with one cut, also if it says so itself', () => {
  const implicit = lay({ type: 'rule' });
  const explicit = lay({ type: 'rule' }, { type: 'cut' });
  expect(implicit).toEqual(explicit);
});

test('a character the printer lacks is refused with its code point, not with the text', () => {
  expect(reasonOf(lay({ type: 'text', text: 'Łódź' }))).toEqual({ reason: 'unencodable', detail: 'U+0141' });
});

test('a command hidden in a payment line is refused', () => {
  expect(reasonOf(lay({ type: 'columns', left: 'a', right: '\u001d\u0056\u0000' }))).toEqual({
    reason: 'unencodable',
    detail: 'U+001D',
  });
});

test('a command hidden in a QR code is refused', () => {
  expect(reasonOf(lay({ type: 'qr', data: 'a\u0010\u0004\u0001' }))).toMatchObject({ reason: 'unencodable' });
});

test('a QR code too large for the paper is refused', () => {
  expect(reasonOf(lay({ type: 'qr', data: 'x'.repeat(700) }))).toMatchObject({ reason: 'qr-too-large' });
});

test('an unknown logo is refused', () => {
  expect(reasonOf(lay({ type: 'logo', name: 'wappen' }))).toEqual({ reason: 'unknown-logo', detail: 'wappen' });
});

test('large text takes twice the room', () => {
  const small = lay({ type: 'text', text: 'x'.repeat(42) });
  const large = lay({ type: 'text', text: 'x'.repeat(42), size: 2 });
  if (!small.ok || !large.ok) throw new Error('not laid out');
  expect(large.value).toHaveLength(3);
  expect(heightOf(large.value) - heightOf(small.value)).toBe(48 * 2 - 30);
});
