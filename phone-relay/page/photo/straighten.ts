import type { Corner, Sheet } from './find-sheet.ts';

/** RGBA, row by row. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** Share by which the corners are moved outwards: they were found in a small picture, and nothing may be cut off. */
const MARGIN = 0.015;

/**
 * What lies between four corners as a rectangle, as if the camera had looked straight down on it.
 * @param longest pixels on its longer side, at most
 */
export function straighten(from: Pixels, { corners }: Sheet, longest: number): Pixels {
  const quad = outwards(corners).map(({ x, y }) => ({ x: x * from.width - 0.5, y: y * from.height - 0.5 }));
  const [a = NONE, b = NONE, c = NONE, d = NONE] = quad;
  const [wide, high] = [(length(a, b) + length(d, c)) / 2, (length(b, c) + length(a, d)) / 2];
  const scale = Math.min(1, longest / Math.max(wide, high));
  const [width, height] = [Math.max(1, Math.round(wide * scale)), Math.max(1, Math.round(high * scale))];
  const at = fromSquare(a, b, c, d);
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const point = at((x + 0.5) / width, (y + 0.5) / height);
      copyPixel(from, point, data, (y * width + x) * 4);
    }
  return { width, height, data };
}

const NONE: Corner = { x: 0, y: 0 };
const length = (a: Corner, b: Corner): number => Math.hypot(a.x - b.x, a.y - b.y);

function outwards(corners: Sheet['corners']): readonly Corner[] {
  const middle = (pick: (corner: Corner) => number) => corners.reduce((sum, one) => sum + pick(one), 0) / 4;
  const [x, y] = [middle((one) => one.x), middle((one) => one.y)];
  const within = (value: number) => Math.min(1, Math.max(0, value));
  return corners.map((one) => ({
    x: within(one.x + (one.x - x) * MARGIN * 2),
    y: within(one.y + (one.y - y) * MARGIN * 2),
  }));
}

/** The projective map from the unit square to four points, clockwise (Heckbert 1989, section 2.2.3). */
function fromSquare(a: Corner, b: Corner, c: Corner, d: Corner): (u: number, v: number) => Corner {
  const [dx1, dx2, sx] = [b.x - c.x, d.x - c.x, a.x - b.x + c.x - d.x];
  const [dy1, dy2, sy] = [b.y - c.y, d.y - c.y, a.y - b.y + c.y - d.y];
  const below = dx1 * dy2 - dx2 * dy1;
  const [g, h] = [(sx * dy2 - dx2 * sy) / below, (dx1 * sy - sx * dy1) / below];
  return (u, v) => {
    const w = g * u + h * v + 1;
    return {
      x: ((b.x - a.x + g * b.x) * u + (d.x - a.x + h * d.x) * v + a.x) / w,
      y: ((b.y - a.y + g * b.y) * u + (d.y - a.y + h * d.y) * v + a.y) / w,
    };
  };
}

/** One pixel, mixed of the four around a point. */
function copyPixel({ width, height, data }: Pixels, { x, y }: Corner, into: Uint8ClampedArray, to: number): void {
  const left = Math.min(width - 2, Math.max(0, Math.floor(x)));
  const top = Math.min(height - 2, Math.max(0, Math.floor(y)));
  const [right, down] = [Math.min(1, Math.max(0, x - left)), Math.min(1, Math.max(0, y - top))];
  const at = (top * width + left) * 4;
  const below = at + width * 4;
  for (let channel = 0; channel < 3; channel++) {
    const upper = (data[at + channel] ?? 0) * (1 - right) + (data[at + 4 + channel] ?? 0) * right;
    const lower = (data[below + channel] ?? 0) * (1 - right) + (data[below + 4 + channel] ?? 0) * right;
    into[to + channel] = upper * (1 - down) + lower * down;
  }
  into[to + 3] = 255;
}
