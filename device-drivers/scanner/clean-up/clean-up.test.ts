import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { DocumentKind } from '../../../simulators/scanner/desk-state.ts';
import { sense as draw, type ScanArea } from '../../../simulators/scanner/imaging.ts';
import type { RawImage } from '../pnm.ts';
import { contrastFor } from './contrast.ts';
import { skewOf } from './deskew.ts';
import { preparePage } from './index.ts';
import { BLANK_BELOW, inkShare } from './ink.ts';
import { luminanceOf, toSharp } from './luminance.ts';

const A4: ScanArea = { width: 210, height: 297, resolution: 200, mode: 'Color' };
/** Drawn once: drawing takes longer than what is tested. */
const drawn = new Map<string, Promise<RawImage>>();
function sense(kind: DocumentKind | null, area: ScanArea, inFeeder: boolean): Promise<RawImage> {
  const key = `${kind} ${area.mode} ${inFeeder}`;
  const image = drawn.get(key) ?? draw(kind, area, inFeeder);
  drawn.set(key, image);
  return image;
}
const options = { resolution: 200, cleanUp: true, crop: true };

async function turned(image: RawImage, degrees: number): Promise<RawImage> {
  const { data, info } = await toSharp(image)
    .rotate(degrees, { background: '#f7f7f5' })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, channels: 1, pixels: data };
}
async function decoded(jpeg: Uint8Array): Promise<RawImage> {
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, channels: info.channels === 1 ? 1 : 3, pixels: data };
}
/** The letter as it comes from the feeder lies 0.45° anticlockwise. */
const letter = () => sense('letter', { ...A4, mode: 'Gray' }, true);

test.each([-5, -2, -0.8, 0.45, 1.5, 3, 5])(
  'a letter laid down %d° crooked is measured to a tenth of a degree',
  async (degrees) => {
    const skew = skewOf(await luminanceOf(await turned(await letter(), degrees), 200));
    expect(skew).toBeCloseTo(Math.abs(degrees - 0.45) < 0.15 ? 0 : degrees - 0.45, 0.9);
    expect(Math.abs(skew - (degrees - 0.45))).toBeLessThanOrEqual(0.15);
  },
);

test('a crooked letter comes out straight', async () => {
  const page = await preparePage(await turned(await letter(), 3), options);
  expect(Math.abs(skewOf(await luminanceOf(await decoded(page.jpeg), 200)))).toBeLessThanOrEqual(0.15);
});

test('a picture without lines is left as it lies', async () => {
  const pixels = new Uint8Array(800 * 800).fill(250);
  for (let y = 200; y < 600; y++)
    for (let x = 200; x < 600; x++) if ((x - 400) ** 2 + (y - 400) ** 2 < 40_000) pixels[y * 800 + x] = 60;
  expect(skewOf(await luminanceOf({ width: 800, height: 800, channels: 1, pixels }, 200))).toBe(0);
});

test('the bare glass and an empty sheet are blank, in spite of the sensor noise and the sheet shadow', async () => {
  for (const kind of [null, 'blank'] as const) {
    expect(inkShare(await luminanceOf(await sense(kind, A4, false), 200))).toBeLessThan(BLANK_BELOW);
  }
});

test('a single line of text is not blank', async () => {
  const image = await sense('blank', { ...A4, mode: 'Gray' }, true);
  const one = await sharp(Buffer.from(image.pixels), { raw: { width: image.width, height: image.height, channels: 1 } })
    .composite([
      {
        input: Buffer.from(
          `<svg xmlns="http://www.w3.org/2000/svg" width="${image.width}" height="60">${Array.from({ length: 40 }, (_, i) => `<rect x="${200 + i * 18}" y="20" width="4" height="24" fill="#222"/>`).join('')}</svg>`,
        ),
        left: 0,
        top: 400,
      },
    ])
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  expect(inkShare(await luminanceOf({ ...image, pixels: one }, 200))).toBeGreaterThan(BLANK_BELOW);
});

test('a page that is black all over is not blank', async () => {
  const black = { width: 400, height: 400, channels: 1 as const, pixels: new Uint8Array(160_000) };
  expect(inkShare(await luminanceOf(black, 200))).toBe(1);
});

test('a small document is cut out of the glass, complete', async () => {
  const page = await preparePage(await sense('vehicle-registration', A4, false), options);
  const mm = (px: number) => (px / 200) * 25.4;
  expect(mm(page.widthPx)).toBeGreaterThan(200);
  expect(mm(page.heightPx)).toBeGreaterThan(105);
  expect(mm(page.heightPx)).toBeLessThan(105 + 2 * 4 + 4);
});

test('a full sheet keeps its size', async () => {
  const page = await preparePage(await sense('letter', A4, false), options);
  expect([page.widthPx, page.heightPx]).toEqual([1653, 2338]);
});

test('without clean-up nothing is changed but the format', async () => {
  const page = await preparePage(await sense('vehicle-registration', A4, false), { ...options, cleanUp: false });
  expect([page.widthPx, page.heightPx]).toEqual([1653, 2338]);
});

test('pale pencil on gray paper gets readable', () => {
  const pixels = new Uint8Array(10_000).fill(200);
  pixels.fill(120, 0, 300);
  const { gain, offset } = contrastFor({ width: 100, height: 100, resolution: 200, pixels });
  expect(gain * 200 + offset).toBeGreaterThan(245);
  expect(gain * (200 - 120)).toBeGreaterThan(120);
});

test('a page without ink is not pulled apart', () => {
  const pixels = new Uint8Array(10_000).fill(240);
  expect(contrastFor({ width: 100, height: 100, resolution: 200, pixels })).toEqual({ gain: 1, offset: 0 });
});

test('the preview has at most 900 pixels on its longer side', async () => {
  const page = await preparePage(await sense('letter', A4, false), options);
  const { width = 0, height = 0 } = await sharp(page.preview).metadata();
  expect(Math.max(width, height)).toBe(900);
});

test('the JPEG carries its resolution and nothing else', async () => {
  const page = await preparePage(await sense('letter', A4, false), options);
  const metadata = await sharp(page.jpeg).metadata();
  expect(metadata.density).toBe(200);
  expect([metadata.exif, metadata.xmp, metadata.icc]).toEqual([undefined, undefined, undefined]);
});

/** Processor time of all threads together, whatever else the machine is doing; the best of three, in milliseconds. */
async function cost(work: () => Promise<unknown>): Promise<number> {
  const costs: number[] = [];
  for (let i = 0; i < 3; i++) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    costs.push((user + system) / 1_000);
  }
  return Math.min(...costs);
}

test('cleaning up an A4 page costs a bounded multiple of only encoding it', async () => {
  const image = await sense('letter', A4, false);
  const encoding = await cost(() => toSharp(image).jpeg().toBuffer());
  expect((await cost(() => preparePage(image, options))) / encoding).toBeLessThan(80);
});
