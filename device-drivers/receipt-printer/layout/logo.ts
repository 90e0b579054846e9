import sharp from 'sharp';
import type { PaperWidth } from './geometry.ts';
import { FORMATS } from './geometry.ts';

/** A picture ready for the printer: RGBA, width and height in dots, both multiples of eight. */
export interface Logo {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** Highest logo: 40 mm of paper for a crest is enough. */
const MAX_HEIGHT = 280;

/**
 * Scales a PNG, JPEG or SVG to the paper and flattens it on white.
 * @throws what sharp throws when the file is no picture: a fault of the configuration, found when it is loaded
 */
export async function loadLogo(file: Uint8Array, paperWidth: PaperWidth): Promise<Logo> {
  const image = sharp(file)
    .flatten({ background: '#fff' })
    .resize({ width: FORMATS[paperWidth].dots, height: MAX_HEIGHT, fit: 'inside', withoutEnlargement: true });
  const { info } = await image.toBuffer({ resolveWithObject: true });
  const width = Math.ceil(info.width / 8) * 8;
  const height = Math.ceil(info.height / 8) * 8;
  const raw = await sharp(await image.png().toBuffer())
    .extend({ right: width - info.width, bottom: height - info.height, background: '#fff' })
    .ensureAlpha()
    .raw()
    .toBuffer();
  return { width, height, data: new Uint8ClampedArray(raw) };
}
