import { LETTERS, signsOf, type TypedKind } from '../../session/contract/characters.ts';
import type { KeyDefinition, Layout } from './layouts.ts';

/** Rows of characters above the last row of a plane: as many as the letters take. */
const ROWS = 4;

/** Letters that Unicode does not take apart, and the key they lie on. */
const LIES_ON: Readonly<Record<string, string>> = {
  æ: 'a',
  ƈ: 'c',
  ð: 'd',
  đ: 'd',
  ə: 'e',
  ǥ: 'g',
  ħ: 'h',
  ı: 'i',
  ĳ: 'i',
  ɨ: 'i',
  ĸ: 'k',
  ŀ: 'l',
  ł: 'l',
  ŉ: 'n',
  ŋ: 'n',
  ø: 'o',
  œ: 'o',
  ß: 's',
  þ: 't',
  ŧ: 't',
  ʒ: 'z',
};

/** Letter of the key a letter lies on: the one it is made of, else the one it looks or sounds like. */
function keyOf(letter: string): string {
  const [base = ''] = letter.toLowerCase().normalize('NFD');
  return LIES_ON[base] ?? base;
}

const isCapital = (letter: string): boolean => letter !== letter.toLowerCase();

/** What a held key offers besides itself: all letters of its kind in the same case; nothing for a sign. */
export function variantsOf(text: string, capital: boolean): readonly string[] {
  if (!/^\p{L}$/u.test(text)) return [];
  const key = keyOf(text);
  return LETTERS.filter(
    (letter) => keyOf(letter) === key && isCapital(letter) === capital && letter.toLowerCase() !== key,
  );
}

const inRows = (characters: readonly string[], columns: number): readonly (readonly KeyDefinition[])[] =>
  Array.from({ length: Math.ceil(characters.length / columns) }, (_, row) =>
    characters.slice(row * columns, (row + 1) * columns).map((text) => ({ kind: 'char', text })),
  );

/** The letters of a held key in place of the keys, in rows as they are. */
export const variantRows = (variants: readonly string[], columns: number): Layout['rows'] => [
  ...inRows(variants, columns),
  [
    { kind: 'close', width: 9 },
    { kind: 'backspace', width: 2 },
  ],
];

/**
 * The planes a field's keyboard turns through: its letters, then all signs its kind accepts. One plane only where the
 * letters' own has every character.
 */
export function planesOf(kind: TypedKind, layout: Layout): readonly Layout['rows'][] {
  if (!layout.rows.flat().some((key) => key.kind === 'plane')) return [layout.rows];
  const rows = inRows(signsOf(kind), layout.columns);
  const planes = Array.from({ length: Math.ceil(rows.length / ROWS) }, (_, plane) => [
    ...rows.slice(plane * ROWS, (plane + 1) * ROWS),
    [
      { kind: 'plane', width: 2 },
      { kind: 'space', width: 5 },
      { kind: 'backspace', width: 2 },
      { kind: 'done', width: 2 },
    ] as const,
  ]);
  return [layout.rows, ...planes];
}
