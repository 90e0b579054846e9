/** A corner as shares of width and height, 0–1. */
export interface Corner {
  readonly x: number;
  readonly y: number;
}

/** A sheet of paper in a picture. */
export interface Sheet {
  /** Clockwise from the upper left one. */
  readonly corners: readonly [Corner, Corner, Corner, Corner];
  /** All of it is in the picture. */
  readonly isWhole: boolean;
}

/** Brightness 0–255, row by row. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly grey: Uint8Array;
}

/** So much brighter than the ground a sheet has to be, of 255. */
const CONTRAST = 40;
/** Share of the picture that a sheet fills. */
const AREA = { least: 0.12, most: 0.97 } as const;
/** Share of the quadrilateral between the corners that is sheet: less is no sheet but something else that is bright. */
const FILLED = { least: 0.82, most: 1.12 } as const;
/** Pixels at the edge of the picture that a whole sheet does not touch. */
const MARGIN = 2;

/** The largest bright thing with four straight sides. @returns `null` where there is none */
export function findSheet(picture: GreyPicture): Sheet | null {
  const { width, height, grey } = picture;
  const split = splitOf(grey);
  if (split === null) return null;
  const { pixels, ends } = largest(picture, split);
  const share = pixels / (width * height);
  if (share < AREA.least || share > AREA.most) return null;
  const filled = pixels / areaOf(ends);
  if (filled < FILLED.least || filled > FILLED.most) return null;
  const isWhole = ends.every(([x, y]) => x >= MARGIN && y >= MARGIN && x < width - MARGIN && y < height - MARGIN);
  const [a, b, c, d] = ends.map(([x, y]) => ({ x: (x + 0.5) / width, y: (y + 0.5) / height }));
  return a && b && c && d ? { corners: [a, b, c, d], isWhole } : null;
}

type Point = readonly [x: number, y: number];

/** Brightness that parts the picture in two best (Otsu 1979); `null` where the parts hardly differ. */
function splitOf(grey: Uint8Array): number | null {
  const counts = new Array<number>(256).fill(0);
  let sum = 0;
  for (const value of grey) {
    counts[value] = (counts[value] ?? 0) + 1;
    sum += value;
  }
  let [below, sumBelow, best, split, difference] = [0, 0, 0, 0, 0];
  for (let level = 0; level < 255; level++) {
    below += counts[level] ?? 0;
    sumBelow += level * (counts[level] ?? 0);
    const above = grey.length - below;
    if (below === 0 || above === 0) continue;
    const gap = (sum - sumBelow) / above - sumBelow / below;
    const between = below * above * gap * gap;
    if (between > best) [best, split, difference] = [between, level, gap];
  }
  return difference >= CONTRAST ? split : null;
}

/** The largest connected part that is brighter: how many pixels, and those furthest to each corner of the picture. */
function largest({ width, height, grey }: GreyPicture, split: number): { pixels: number; ends: readonly Point[] } {
  const seen = new Uint8Array(grey.length);
  let found: { pixels: number; ends: readonly Point[] } = { pixels: 0, ends: [] };
  const stack: number[] = [];
  for (let start = 0; start < grey.length; start++) {
    if (seen[start] || (grey[start] ?? 0) <= split) continue;
    let pixels = 0;
    const ends: [Point, Point, Point, Point] = [
      [width, height],
      [0, height],
      [0, 0],
      [width, 0],
    ];
    seen[start] = 1;
    stack.push(start);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      pixels++;
      const [x, y] = [at % width, Math.floor(at / width)];
      if (x + y < ends[0][0] + ends[0][1]) ends[0] = [x, y];
      if (x - y > ends[1][0] - ends[1][1]) ends[1] = [x, y];
      if (x + y > ends[2][0] + ends[2][1]) ends[2] = [x, y];
      if (x - y < ends[3][0] - ends[3][1]) ends[3] = [x, y];
      const next = [x > 0 && at - 1, x < width - 1 && at + 1, y > 0 && at - width, y < height - 1 && at + width];
      for (const one of next) {
        if (one === false || seen[one] || (grey[one] ?? 0) <= split) continue;
        seen[one] = 1;
        stack.push(one);
      }
    }
    if (pixels > found.pixels) found = { pixels, ends };
  }
  return found;
}

/** Of a quadrilateral, by the shoelace formula; a pixel is as wide as it is. */
function areaOf(points: readonly Point[]): number {
  const doubled = points.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = points[(at + 1) % points.length] ?? [0, 0];
    return sum + x * nextY - nextX * y;
  }, 0);
  const around = points.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = points[(at + 1) % points.length] ?? [0, 0];
    return sum + Math.max(Math.abs(nextX - x), Math.abs(nextY - y));
  }, 0);
  return Math.max(1, Math.abs(doubled) / 2 + around / 2 + 1);
}
