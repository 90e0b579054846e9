import sharp from 'sharp';
import { expect, test } from 'vitest';
import { findSheet } from './find-sheet.ts';
import { straighten } from './straighten.ts';

/** A sheet on a table, seen askew: its four quarters are red, green, blue and white. */
const SEEN = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><rect width="640" height="480" fill="#222"/>
  <path d="M120 60 500 90 540 430 80 400Z" fill="#fff"/>
  <path d="M120 60 310 75 311 245 102 229Z" fill="#fcc"/><path d="M310 75 500 90 519 258 311 245Z" fill="#cfc"/>
  <path d="M102 229 311 245 310 415 80 400Z" fill="#ccf"/></svg>`;

async function seen() {
  const { data, info } = await sharp(Buffer.from(SEEN)).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const grey = new Uint8Array(width * height).map((_, at) => data[at * 4 + 1] ?? 0);
  const sheet = findSheet({ width, height, grey });
  if (!sheet) throw new TypeError('no sheet');
  return { picture: { width, height, data: new Uint8ClampedArray(data) }, sheet };
}

test('a sheet that was photographed askew lies straight, each corner in its place', async () => {
  const { picture, sheet } = await seen();
  const { width, height, data } = straighten(picture, sheet, 3_200);
  expect(Math.abs(width - 425)).toBeLessThan(20);
  expect(Math.abs(height - 347)).toBeLessThan(20);
  const colour = (x: number, y: number) => {
    const at = (Math.round(y * height) * width + Math.round(x * width)) * 4;
    return [...data.slice(at, at + 3)].map((value) => (value > 230 ? 'f' : value > 180 ? 'c' : '0')).join('');
  };
  expect([colour(0.2, 0.2), colour(0.8, 0.2), colour(0.2, 0.8), colour(0.8, 0.8)]).toEqual([
    'fcc',
    'cfc',
    'ccf',
    'fff',
  ]);
});

test('it is brought down to what a page needs', async () => {
  const { picture, sheet } = await seen();
  const { width, height } = straighten(picture, sheet, 200);
  expect(Math.max(width, height)).toBe(200);
});
