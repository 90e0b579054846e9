import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { font, unpackWoff } from '../../../foundation/pdf/fonts.ts';
import { CHARACTERS } from '../contract/characters.ts';

interface FontLibrary {
  create(data: Buffer): {
    layout(text: string): {
      readonly advanceWidth: number;
      readonly glyphs: readonly { readonly id: number; readonly path: { toSVG(): string } }[];
    };
  };
}
const find = createRequire(import.meta.url);
/** The PDF library's own; it comes without types. */
const library = find('fontkit') as FontLibrary;
const file = find.resolve('@kern-ux/native/dist/fonts/noto-sans/NotoSans-Regular.woff');

test('the unpacked font is OpenType with every table whole: offsets, lengths and checksums as the directory says', () => {
  const sfnt = font('regular');
  expect(sfnt.readUInt32BE(0)).toBe(0x00010000);
  const count = sfnt.readUInt16BE(4);
  for (let i = 0; i < count; i++) {
    const at = 12 + i * 16;
    const tag = sfnt.toString('latin1', at, at + 4);
    const [offset, length] = [sfnt.readUInt32BE(at + 8), sfnt.readUInt32BE(at + 12)];
    expect(offset % 4, tag).toBe(0);
    // OpenType, "Calculating checksums": sum of big-endian words; `head` holds the whole file's and is left out.
    if (tag !== 'head') expect(sumOf(sfnt.subarray(offset, offset + length)), tag).toBe(sfnt.readUInt32BE(at + 4));
  }
});

test.each(['regular', 'bold'] as const)('the %s font draws every character that can be typed', (name) => {
  const drawn = library.create(font(name));
  // Glyph 0 is the box that stands for a missing one.
  const isMissing = (char: string) => drawn.layout(char).glyphs.some(({ id }) => id === 0);
  expect(CHARACTERS.text.filter(isMissing)).toEqual([]);
});

test('the library reads the same glyphs from it as from the packed file', () => {
  const outlines = (data: Buffer) => {
    const { glyphs, advanceWidth } = library.create(data).layout('Größe, Straße: 30,70 €');
    return [
      advanceWidth,
      createHash('sha256')
        .update(glyphs.map(({ path }) => path.toSVG()).join())
        .digest('hex'),
    ];
  };
  expect(outlines(font('regular'))).toEqual(outlines(readFileSync(file)));
});

test('unpacked once in the life of the process', () => expect(font('bold')).toBe(font('bold')));

test('a file that is no WOFF is refused', () => expect(() => unpackWoff(Buffer.alloc(64))).toThrow('not a WOFF'));

function sumOf(table: Buffer): number {
  const padded = Buffer.concat([table, Buffer.alloc(-table.length & 3)]);
  let sum = 0;
  for (let at = 0; at < padded.length; at += 4) sum = (sum + padded.readUInt32BE(at)) >>> 0;
  return sum;
}
