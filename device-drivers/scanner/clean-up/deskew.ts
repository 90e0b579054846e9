import { inkEdges, type Points } from './ink.ts';
import type { Luminance } from './luminance.ts';

/** People lay paper down this crooked at most; beyond it, it lies so on purpose. Degrees. */
const MOST = 6;
const COARSE = 0.25;
const FINE = 0.05;
/** Smaller angles are not worth the blur of turning. Degrees. */
const LEAST = 0.15;
/** Fewer edges than this say nothing about an angle. */
const MIN_POINTS = 400;
/** How much sharper than the average the lines must stand out at the best angle. */
const MIN_CONTRAST = 1.15;

/**
 * Angle in degrees by which the lines of the page fall to the right (positive: clockwise); 0 if there is none worth
 * correcting. Method: at the right angle the upper edges of all letters fall into the fewest rows (projection profile).
 */
export function skewOf(luminance: Luminance): number {
  const points = inkEdges(luminance);
  if (points.count < MIN_POINTS) return 0;
  let sum = 0;
  let tried = 0;
  const best = { angle: 0, score: 0 };
  const attempt = (angle: number) => {
    const score = sharpness(points, angle, luminance);
    if (score > best.score) Object.assign(best, { angle, score });
    return score;
  };
  for (let angle = -MOST; angle <= MOST + 1e-9; angle += COARSE) {
    sum += attempt(angle);
    tried++;
  }
  if (best.score < (sum / tried) * MIN_CONTRAST) return 0;
  const around = best.angle;
  for (let angle = around - COARSE; angle <= around + COARSE + 1e-9; angle += FINE) attempt(angle);
  return Math.abs(best.angle) < LEAST ? 0 : best.angle;
}

/** Rows of 1/100 inch: finer ones split the slightly uneven tops of letters. */
const ROWS_PER_INCH = 100;

function sharpness(points: Points, degrees: number, { width, height, resolution }: Luminance): number {
  const slope = Math.tan((degrees * Math.PI) / 180);
  const scale = Math.min(1, ROWS_PER_INCH / resolution);
  const offset = Math.ceil(Math.abs(slope) * width);
  const rows = new Uint32Array(Math.ceil((height + 2 * offset + 2) * scale) + 1);
  for (let i = 0; i < points.count; i++) {
    const row = Math.floor(((points.y[i] ?? 0) - slope * (points.x[i] ?? 0) + offset) * scale);
    rows[row] = (rows[row] ?? 0) + 1;
  }
  let score = 0;
  for (const count of rows) score += count * count;
  return score;
}
