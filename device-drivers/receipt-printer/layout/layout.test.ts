import { expect, test } from 'vitest';
import type { ReceiptBlock } from '../contract.ts';
import { FORMATS } from './geometry.ts';
import { columns, heightOf, layOut, wrap } from './layout.ts';

const lay = (...blocks: ReceiptBlock[]) => layOut({ id: 'x', blocks }, FORMATS[80], new Map());
const omissionsOf = (...blocks: ReceiptBlock[]) =>
  lay(...blocks).omissions.map(({ reason, detail }) => [reason, detail]);
const linesOf = (...blocks: ReceiptBlock[]) =>
  lay(...blocks).steps.flatMap((step) => (step.kind === 'line' ? [step.text] : []));

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

test('a name the code page lacks is transliterated, and what it has stays', () => {
  expect(linesOf({ type: 'text', text: 'Østergård Łukasz, Nguyễn, Kovačević, Şahin, René' })).toEqual([
    'Østergård Lukasz, Nguyên, Kovacevic,',
    'Sahin, René',
  ]);
  expect(omissionsOf({ type: 'text', text: 'Łódź' })).toEqual([]);
});

test('one character that the printer cannot print does not lose the receipt: it stands as "?" and its code point is told', () => {
  const blocks: ReceiptBlock[] = [
    { type: 'text', text: 'Verein 名 e. V.' },
    { type: 'columns', left: 'Betrag', right: '30,70 €' },
  ];
  expect(linesOf(...blocks)).toEqual(['Verein ? e. V.', `Betrag${' '.repeat(29)}30,70 €`]);
  expect(omissionsOf(...blocks)).toEqual([['replaced', 'U+540D']]);
});

test('a command hidden in a payment line is not sent, the line is printed', () => {
  const block: ReceiptBlock = { type: 'columns', left: 'a', right: 'b\u001d\u0056\u0000c' };
  expect(linesOf(block)).toEqual([`a${' '.repeat(36)}b?V?c`]);
  expect(omissionsOf(block)).toEqual([
    ['replaced', 'U+001D'],
    ['replaced', 'U+0000'],
  ]);
});

test('a command hidden in a QR code costs the code, not the receipt', () => {
  const blocks: ReceiptBlock[] = [
    { type: 'text', text: 'Danke' },
    { type: 'qr', data: 'a\u0010\u0004\u0001' },
  ];
  expect(lay(...blocks).steps.map(({ kind }) => kind)).toEqual(['line', 'cut']);
  expect(omissionsOf(...blocks)).toEqual([['qr-with-control-character', undefined]]);
});

test('a QR code too large for the paper costs the code, not the receipt', () => {
  const blocks: ReceiptBlock[] = [{ type: 'rule' }, { type: 'qr', data: 'x'.repeat(700) }];
  expect(lay(...blocks).steps.map(({ kind }) => kind)).toEqual(['rule', 'cut']);
  expect(omissionsOf(...blocks)).toEqual([['qr-too-large', undefined]]);
});

test('an unknown logo costs the logo, not the receipt', () => {
  const blocks: ReceiptBlock[] = [{ type: 'logo', name: 'wappen' }, { type: 'rule' }];
  expect(lay(...blocks).steps.map(({ kind }) => kind)).toEqual(['rule', 'cut']);
  expect(omissionsOf(...blocks)).toEqual([['unknown-logo', 'wappen']]);
});

test('large text takes twice the room', () => {
  const small = lay({ type: 'text', text: 'x'.repeat(42) });
  const large = lay({ type: 'text', text: 'x'.repeat(42), size: 2 });
  expect(large.steps).toHaveLength(3);
  expect(heightOf(large.steps) - heightOf(small.steps)).toBe(48 * 2 - 30);
});
