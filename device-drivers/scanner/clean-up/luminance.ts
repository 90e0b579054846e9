import sharp from 'sharp';
import type { RawImage } from '../pnm.ts';

// Pixels of other people's papers have no business in a cache.
sharp.cache(false);

/** Gray image with single specks removed (3×3 median), at `resolution` dots per inch. */
export interface Luminance {
  readonly width: number;
  readonly height: number;
  readonly resolution: number;
  readonly pixels: Uint8Array;
}

/** Resolution the page is judged at; more costs time and shows nothing more. */
const JUDGED_AT = 200;

export const toSharp = (image: RawImage) =>
  sharp(image.pixels, {
    raw: { width: image.width, height: image.height, channels: image.channels },
    limitInputPixels: false,
  });

export async function luminanceOf(image: RawImage, resolution: number): Promise<Luminance> {
  const scale = Math.min(1, JUDGED_AT / resolution);
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  let pipeline = toSharp(image);
  if (scale < 1) pipeline = pipeline.resize(width, height, { fit: 'fill', kernel: 'linear' });
  const { data, info } = await pipeline
    .greyscale()
    .median(3)
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return {
    width: info.width,
    height: info.height,
    resolution: resolution * scale,
    pixels: onlyFirst(data, info.channels),
  };
}

function onlyFirst(data: Uint8Array, channels: number): Uint8Array {
  if (channels === 1) return data;
  const one = new Uint8Array(data.length / channels);
  for (let i = 0, j = 0; i < one.length; i++, j += channels) one[i] = data[j] ?? 0;
  return one;
}

/** Brightness below which a share of `share` (0–1) of all pixels lies. */
export function percentile(luminance: Luminance, share: number): number {
  const histogram = new Uint32Array(256);
  for (const value of luminance.pixels) histogram[value] = (histogram[value] ?? 0) + 1;
  let left = luminance.pixels.length * share;
  for (let value = 0; value < 256; value++) {
    left -= histogram[value] ?? 0;
    if (left <= 0) return value;
  }
  return 255;
}
