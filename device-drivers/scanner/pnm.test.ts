import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePnm, pnmLength } from './pnm.ts';

const bytes = (header: string, pixels: number) =>
  Buffer.concat([Buffer.from(header, 'latin1'), Buffer.alloc(pixels, 7)]);
const faultOf = (image: Uint8Array) => {
  const parsed = parsePnm(image);
  return parsed.ok ? null : parsed.error;
};

test('gray and colour with the comment of scanimage', () => {
  const gray = parsePnm(bytes('P5\n# SANE data follows\n4 3\n255\n', 12));
  expect(gray.ok && [gray.value.width, gray.value.height, gray.value.channels]).toEqual([4, 3, 1]);
  const color = parsePnm(bytes('P6\n4 3\n255\n', 36));
  expect(color.ok && color.value.pixels.length).toBe(36);
});

test('whatever it is written with, it is read back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), fc.boolean(), (w, h, isColor) => {
      const size = w * h * (isColor ? 3 : 1);
      const image = bytes(`${isColor ? 'P6' : 'P5'}\n# c\n${w} ${h}\n255\n`, size);
      const parsed = parsePnm(image);
      expect(parsed.ok && parsed.value.pixels.length).toBe(size);
      expect(pnmLength(image)).toBe(image.length);
    }),
  );
});

test('a scan that broke off is incomplete', () => expect(faultOf(bytes('P6\n4 3\n255\n', 35))).toBe('incomplete'));
test('a header that broke off is incomplete', () => expect(faultOf(bytes('P6\n4 ', 0))).toBe('incomplete'));
test('no bytes at all are incomplete', () => expect(faultOf(new Uint8Array())).toBe('incomplete'));
test('line art and sixteen bits are refused', () => {
  expect(faultOf(bytes('P4\n8 8\n', 8))).toBe('not-pnm');
  expect(faultOf(bytes('P5\n4 3\n65535\n', 24))).toBe('not-pnm');
});
test('a size that would fill the memory is refused by its header', () => {
  expect(faultOf(bytes('P6\n100000 100000\n255\n', 0))).toBe('too-large');
  expect(faultOf(bytes('P6\n99999999999 1\n255\n', 0))).toBe('too-large');
});
test('a page without width is refused', () => expect(faultOf(bytes('P5\n0 3\n255\n', 0))).toBe('not-pnm'));
test('a comment without end is refused', () => expect(faultOf(bytes(`P5\n#${'x'.repeat(5000)}`, 0))).not.toBeNull());
