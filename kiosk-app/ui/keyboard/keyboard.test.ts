import { expect, test } from 'vitest';
import { CHARACTERS, type TypedKind } from '../../session/contract/characters.ts';
import { LAYOUT_OF, LAYOUTS, type LayoutName } from './layouts.ts';
import { planesOf, variantRows, variantsOf } from './planes.ts';
import { capital, capitals, lastUnit, shape, startsCapital } from './text-shaping.ts';

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

/** Everything that pressing, shifting, holding and turning to other planes can put into a field of the kind. */
function typableInto(kind: TypedKind): ReadonlySet<string> {
  const layout = LAYOUTS[LAYOUT_OF[kind]];
  const can = new Set<string>();
  for (const [plane, rows] of planesOf(kind, layout).entries()) {
    for (const key of rows.flat()) {
      if (key.kind === 'space') can.add(' ');
      if (key.kind === 'line') can.add('\n');
      if (key.kind !== 'char') continue;
      const isLetterPlane = plane === 0;
      const hasShift = rows.flat().some(({ kind }) => kind === 'shift');
      if (!layout.capitals) can.add(key.text);
      if (isLetterPlane && (layout.capitals || hasShift)) can.add(capital(key.text));
      const hasMarks = rows.flat().some(({ kind }) => kind === 'marks');
      if (hasMarks)
        for (const isCapital of [false, true]) for (const one of variantsOf(key.text, isCapital)) can.add(one);
    }
  }
  return can;
}

test.each(Object.keys(CHARACTERS) as TypedKind[])('every character that %s accepts can be typed', (kind) => {
  const can = typableInto(kind);
  expect(CHARACTERS[kind].filter((char) => !can.has(char))).toEqual([]);
});

test.each([
  ['l', false, 'ł'],
  ['o', true, 'Ø'],
  ['a', false, 'å'],
  ['u', false, 'ų'],
  ['k', true, 'K͟h'],
  ['s', true, 'ẞ'],
  ['ü', false, 'ǖ'],
] as const)('%s held (capitals: %s) offers %s', (key, isCapital, wanted) => {
  expect(variantsOf(key, isCapital)).toContain(wanted);
});

test('a digit or a sign that is held offers nothing', () => {
  expect([variantsOf('1', false), variantsOf('-', false), variantsOf('.de', false)]).toEqual([[], [], []]);
});

test('letters to choose from and signs never take more rows than the keys', () => {
  const { rows, columns } = LAYOUTS.text;
  for (const char of 'abcdefghijklmnopqrstuvwxyzäöüß') {
    for (const isCapital of [false, true]) {
      expect(variantRows(variantsOf(char, isCapital), columns).length, char).toBeLessThanOrEqual(rows.length);
    }
  }
  for (const kind of ['text', 'name', 'email'] as const) {
    for (const plane of planesOf(kind, LAYOUTS[LAYOUT_OF[kind]])) expect(plane.length).toBeLessThanOrEqual(rows.length);
  }
});

test.each([
  ['Ny', 'y'],
  ['a\u030B', 'a\u030B'],
  ['xK\u035Fh', 'K\u035Fh'],
  ['', ''],
])('the last letter of %s is erased with all its marks', (text, unit) => expect(lastUnit(text)).toBe(unit));

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
const typed = (type: 'date' | 'plate' | 'iban', text: string): string =>
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

test('an IBAN is grouped by fours while it grows, and stays as it is while erasing', () => {
  expect(typed('iban', 'de89370400440532013000')).toBe('DE89 3704 0044 0532 0130 00');
  expect(shape('iban', 'DE89 3', 'DE89 ')).toBe('DE89 ');
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
