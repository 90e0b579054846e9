import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contrastOf, LEAST_CONTRAST, nearestReadable } from './contrast.ts';

test.each([
  ['#000000', '#ffffff', 21],
  ['#777777', '#ffffff', 4.48],
  ['#767676', '#ffffff', 4.54],
  ['#ff0000', '#ffffff', 4],
  ['#1a4480', '#1a4480', 1],
])('%s and %s have %d : 1, in whichever order', (one, other, ratio) => {
  expect(contrastOf(one, other)).toBeCloseTo(ratio, 2);
  expect(contrastOf(other, one)).toBe(contrastOf(one, other));
});

test('the nearest colour of a grey that is just too light is the one just dark enough', () => {
  expect(nearestReadable('#777777', '#ffffff')).toBe('#767676');
});

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);
test('there is a readable colour for every pair, and a readable one stays as it is', () => {
  fc.assert(
    fc.property(colour, colour, (background, text) => {
      const near = nearestReadable(background, text);
      expect(contrastOf(near, text)).toBeGreaterThanOrEqual(LEAST_CONTRAST);
      if (contrastOf(background, text) >= LEAST_CONTRAST) expect(near).toBe(background);
    }),
  );
});
