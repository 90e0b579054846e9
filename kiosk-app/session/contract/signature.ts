/**
 * A signature by finger: strokes in a box of its own units, each the data of an SVG path ("M120 80l3 4l5 -2"): relative
 * lines of whole numbers, so that page, document and data draw the same with no conversion.
 */
export const SIGNATURE_BOX = { width: 1000, height: 320 } as const;

/** Characters of one stroke and of all of them, and how many there may be: more than any name needs. */
export const SIGNATURE_LIMITS = { stroke: 6_000, all: 12_000, strokes: 60 } as const;

export type Point = readonly [x: number, y: number];

/** Units between two points of a stroke: nearer ones add nothing that can be seen. */
const NEAR = 4;

/** The stroke through these points, each kept inside the box; a touch without a move is a dot. @param points at least one */
export function strokeOf(points: readonly Point[]): string {
  const [first = [0, 0] as const, ...others] = points.map(inBox);
  let [x, y] = first;
  let stroke = `M${x} ${y}`;
  for (const [at, [nextX, nextY]] of others.entries()) {
    const isLast = at === others.length - 1;
    const far = Math.hypot(nextX - x, nextY - y);
    if (far === 0 || (far < NEAR && !isLast)) continue;
    const line = `l${nextX - x} ${nextY - y}`;
    if (stroke.length + line.length > SIGNATURE_LIMITS.stroke) break;
    stroke += line;
    [x, y] = [nextX, nextY];
  }
  return stroke.includes('l') ? stroke : `${stroke}l${x < SIGNATURE_BOX.width ? 1 : -1} 0`;
}

const inBox = ([x, y]: Point): Point => [within(x, SIGNATURE_BOX.width), within(y, SIGNATURE_BOX.height)];
const within = (value: number, most: number): number => Math.round(Math.min(Math.max(value, 0), most));
