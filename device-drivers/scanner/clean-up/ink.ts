import { type Luminance, percentile } from './luminance.ts';

/** Below this share of inked pixels a page is blank. Blank paper has 0, one line of text 600 millionths and more. */
export const BLANK_BELOW = 150e-6;

/** Millimetres along the edges that do not count: shadows of the lid, feeder marks. */
const EDGE_MM = 3;
/** A page whose brightest part is darker than this is dark all over: a solid picture, or the lid stood open. */
const DARK_PAPER = 80;
/** On a dark page what is brighter than its ground by this much is light writing, or a picture. */
const BRIGHTER_BY = 40;
/** Ink is darker than this part of the paper's own brightness. */
const INK_BELOW = 0.7;

/** Brightness of the paper, 0–255. */
export const paperOf = (luminance: Luminance): number => percentile(luminance, 0.95);

/** `blank`: paper with nothing on it · `dark`: dark all over, with nothing on it. */
export type Face = 'written' | 'blank' | 'dark';

export function faceOf(luminance: Luminance): Face {
  if (paperOf(luminance) >= DARK_PAPER) return inkShare(luminance) < BLANK_BELOW ? 'blank' : 'written';
  const light = percentile(luminance, 0.5) + BRIGHTER_BY;
  return shareOf(luminance, (value) => value > light) < BLANK_BELOW ? 'dark' : 'written';
}

/** Share (0–1) of pixels that are ink. */
export function inkShare(luminance: Luminance): number {
  const paper = paperOf(luminance);
  return paper < DARK_PAPER ? 1 : shareOf(luminance, (value) => value < paper * INK_BELOW);
}

/** Share (0–1) of pixels, edges left out, whose brightness `matches`. */
function shareOf({ width, height, pixels, resolution }: Luminance, matches: (value: number) => boolean): number {
  const edge = Math.min(Math.round((EDGE_MM / 25.4) * resolution), Math.floor(Math.min(width, height) / 4));
  let found = 0;
  for (let y = edge; y < height - edge; y++) {
    for (let x = edge, at = y * width + edge; x < width - edge; x++, at++) if (matches(pixels[at] ?? 255)) found++;
  }
  return found / Math.max(1, (width - 2 * edge) * (height - 2 * edge));
}

export interface Points {
  readonly x: Int32Array;
  readonly y: Int32Array;
  readonly count: number;
}

/** Positions of the pixels that `match`, at most `most` of them, taken evenly. */
export function pointsWhere(luminance: Luminance, match: (at: number) => boolean, most = 60_000): Points {
  const { width, height, pixels } = luminance;
  let total = 0;
  for (let at = 0; at < pixels.length; at++) if (match(at)) total++;
  const every = Math.max(1, Math.ceil(total / most));
  const x = new Int32Array(Math.ceil(total / every));
  const y = new Int32Array(x.length);
  let seen = 0;
  let count = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      if (!match(row * width + column) || seen++ % every !== 0) continue;
      x[count] = column;
      y[count++] = row;
    }
  }
  return { x, y, count };
}

/** Upper edges of ink: what lines of text and ruled lines have in common, and solid areas lack. */
export function inkEdges(luminance: Luminance): Points {
  const threshold = paperOf(luminance) * INK_BELOW;
  const { width, pixels } = luminance;
  const isInk = (at: number) => (pixels[at] ?? 255) < threshold;
  return pointsWhere(luminance, (at) => at >= width && isInk(at) && !isInk(at - width));
}
