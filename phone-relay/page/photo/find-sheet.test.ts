import { expect, test } from 'vitest';
import { type Corner, findSheet, type GreyPicture } from './find-sheet.ts';

const [WIDTH, HEIGHT] = [120, 160];

/** A picture of a sheet with these corners in pixels, clockwise, on a ground; with letters on it. */
function picture(corners: readonly (readonly [number, number])[], { paper = 220, ground = 70 } = {}): GreyPicture {
  const grey = new Uint8Array(WIDTH * HEIGHT);
  const isInside = (x: number, y: number) =>
    corners.every(([ax, ay], at) => {
      const [bx, by] = corners[(at + 1) % corners.length] ?? [0, 0];
      return (bx - ax) * (y - ay) - (by - ay) * (x - ax) >= 0;
    });
  for (let at = 0; at < grey.length; at++) {
    const [x, y] = [at % WIDTH, Math.floor(at / WIDTH)];
    const isLetter = y % 12 === 6 && x % 9 < 5;
    grey[at] = isInside(x, y) ? (isLetter ? 90 : paper) : ground + (at % 7);
  }
  return { width: WIDTH, height: HEIGHT, grey };
}

const pixels = (corners: readonly Corner[] = []) =>
  corners.map(({ x, y }) => [Math.round(x * WIDTH), Math.round(y * HEIGHT)]);

test('a sheet that lies askew is found by its corners', () => {
  const corners = [
    [30, 20],
    [95, 32],
    [88, 140],
    [20, 128],
  ] as const;
  const found = findSheet(picture(corners));
  expect(found?.isWhole).toBe(true);
  for (const [at, [x, y]] of pixels(found?.corners).entries()) {
    expect(Math.abs((x ?? 0) - (corners[at]?.[0] ?? 0))).toBeLessThan(4);
    expect(Math.abs((y ?? 0) - (corners[at]?.[1] ?? 0))).toBeLessThan(4);
  }
});

test('a sheet that reaches out of the picture is not whole', () => {
  const found = findSheet(
    picture([
      [30, -5],
      [95, -5],
      [95, 120],
      [30, 120],
    ]),
  );
  expect(found?.isWhole).toBe(false);
});

test('a bright table is no sheet', () => {
  const grey = new Uint8Array(WIDTH * HEIGHT).map((_, at) => 190 + (at % 40));
  expect(findSheet({ width: WIDTH, height: HEIGHT, grey })).toBeNull();
});

test('a sheet on a ground as bright as it is not guessed', () => {
  expect(
    findSheet(
      picture(
        [
          [30, 20],
          [95, 20],
          [95, 140],
          [30, 140],
        ],
        { paper: 215, ground: 200 },
      ),
    ),
  ).toBeNull();
});

test('a lamp is no sheet: it has no corners', () => {
  const grey = new Uint8Array(WIDTH * HEIGHT).fill(40);
  for (let at = 0; at < grey.length; at++)
    if (Math.hypot((at % WIDTH) - 60, Math.floor(at / WIDTH) - 80) < 45) grey[at] = 250;
  expect(findSheet({ width: WIDTH, height: HEIGHT, grey })).toBeNull();
});
