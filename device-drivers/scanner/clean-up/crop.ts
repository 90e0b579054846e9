import { paperOf, pointsWhere } from './ink.ts';
import type { Luminance } from './luminance.ts';

/** A rectangle as parts (0–1) of width and height of the turned page. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const WHOLE: Box = { left: 0, top: 0, right: 1, bottom: 1 };
/** Darker than paper and lid by this much: a printed background, a paper's edge, ink. */
const DARKER_BY = 14;
/** Kept around the document, in millimetres. */
const MARGIN_MM = 4;
/** A box that keeps more than this part of the page is the page. */
const WORTH_IT = 0.8;
/** Fewer pixels than this in a row or column are dust. */
const DUST = 3;

/**
 * Where on the glass the document lies, once the page is turned back by `degrees`; the whole page if it fills it or
 * nothing is to be seen. For the flatbed only: a feeder's page is the sheet itself.
 */
export function documentBox(luminance: Luminance, degrees: number): Box {
  const { width, height, pixels, resolution } = luminance;
  const threshold = paperOf(luminance) - DARKER_BY;
  const points = pointsWhere(luminance, (at) => (pixels[at] ?? 255) < threshold, 200_000);
  const columns = new Uint32Array(width);
  const rows = new Uint32Array(height);
  const radians = (-degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  const [cx, cy] = [width / 2, height / 2];
  for (let i = 0; i < points.count; i++) {
    const dx = (points.x[i] ?? 0) - cx;
    const dy = (points.y[i] ?? 0) - cy;
    const x = Math.round(cx + dx * cos - dy * sin);
    const y = Math.round(cy + dx * sin + dy * cos);
    if (x >= 0 && x < width) columns[x] = (columns[x] ?? 0) + 1;
    if (y >= 0 && y < height) rows[y] = (rows[y] ?? 0) + 1;
  }
  const margin = (MARGIN_MM / 25.4) * resolution;
  const [left, right] = extent(columns, margin);
  const [top, bottom] = extent(rows, margin);
  if (right <= left || bottom <= top || (right - left) * (bottom - top) > WORTH_IT) return WHOLE;
  return { left, top, right, bottom };
}

function extent(counts: Uint32Array, margin: number): readonly [number, number] {
  const first = counts.findIndex((count) => count >= DUST);
  if (first < 0) return [0, 0];
  const last = counts.findLastIndex((count) => count >= DUST);
  return [Math.max(0, first - margin) / counts.length, Math.min(counts.length, last + 1 + margin) / counts.length];
}
