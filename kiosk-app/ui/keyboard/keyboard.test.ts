import { expect, test } from 'vitest';
import { LAYOUTS, type LayoutName } from './layouts.ts';
import { capitals, shape, startsCapital } from './typing.ts';

const charsOf = (name: LayoutName): string =>
  LAYOUTS[name].rows.flatMap((row) => row.map((key) => (key.kind === 'char' ? key.text : ''))).join('');

test.each([
  ['text', 'abcdefghijklmnopqrstuvwxyzäöüß0123456789-'],
  ['email', 'abcdefghijklmnopqrstuvwxyz0123456789@.-_+'],
  ['plate', 'abcdefghijklmnopqrstuvwxyzäöü0123456789-'],
  ['reference', 'abcdefghijklmnopqrstuvwxyz0123456789./-'],
  ['number', '0123456789'],
  ['phone', '0123456789+'],
  ['date', '0123456789.'],
] as const)('the %s layout has every character its fields accept', (name, needed) => {
  for (const char of needed) expect(charsOf(name), char).toContain(char);
});

test('no layout has a key twice, and each can erase and finish', () => {
  for (const layout of Object.values(LAYOUTS)) {
    const names = layout.rows.flat().map((key) => (key.kind === 'char' ? key.text : key.kind));
    expect(new Set(names).size, layout.name).toBe(names.length);
    expect(names).toContain('backspace');
    expect(names).toContain('done');
  }
});

test('no row asks for more columns than the grid has', () => {
  for (const layout of Object.values(LAYOUTS)) {
    for (const row of layout.rows) {
      const columns = row.reduce((sum, key) => sum + (key.width ?? 1), 0);
      expect(columns, layout.name).toBeLessThanOrEqual(layout.columns);
    }
  }
});

/** Types one character after the other, as the keys do. */
const typed = (type: 'date' | 'plate', text: string): string =>
  [...text].reduce((value, char) => shape(type, value, value + char), '');

test('the dots of a date come by themselves', () => {
  expect(typed('date', '24121990')).toBe('24.12.1990');
});

test('dots that are typed all the same are not doubled', () => {
  expect(typed('date', '24.12.1990')).toBe('24.12.1990');
});

test('a day of one digit with its own dot stays as typed', () => {
  expect(typed('date', '1.2.2026')).toBe('1.2.2026');
});

test('a dot can be erased and does not come back while erasing', () => {
  expect(shape('date', '24.', '24')).toBe('24');
});

test('a date put in at once is taken as it is', () => {
  expect(shape('date', '', '24.12.1990')).toBe('24.12.1990');
});

test('a number plate has capitals only', () => {
  expect(typed('plate', 'mü-ab 1')).toBe('MÜ-AB 1');
});

test('ß stays ß', () => {
  expect(capitals('straße')).toBe('STRAßE');
});

test('a name starts every part with a capital, a text only its first word, an address of mail none', () => {
  expect(startsCapital('name', 'Anna-')).toBe(true);
  expect(startsCapital('name', 'Ann')).toBe(false);
  expect(startsCapital('text', '')).toBe(true);
  expect(startsCapital('text', 'Am ')).toBe(false);
  expect(startsCapital('email', '')).toBe(false);
});
