import type { Sharp } from 'sharp';
import { Bug } from '../../../foundation/errors.ts';
import type { ScannedPage } from '../contract.ts';
import type { RawImage } from '../pnm.ts';
import { contrastFor } from './contrast.ts';
import { documentBox, WHOLE } from './crop.ts';
import { skewOf } from './deskew.ts';
import { type Face, faceOf } from './ink.ts';
import { withResolution } from './jfif.ts';
import { type Luminance, luminanceOf, toSharp } from './luminance.ts';

/** Of 100. Text stays free of rings around letters, an A4 page at 200 dpi in colour stays below 700 kB. */
const QUALITY = 82;
const PREVIEW_QUALITY = 74;
const PREVIEW_PX = 900;

export interface PageOptions {
  /** Dots per inch the image really has. */
  readonly resolution: number;
  /** Dots per inch the page is to have; a finer image is brought down to it. Without it the page stays as fine. */
  readonly wanted?: number;
  readonly cleanUp: boolean;
  readonly crop: boolean;
}

export interface PreparedPage extends ScannedPage {
  readonly face: Face;
}

/** From raw pixels to the page the session gets: straight, cut to the document, readable, small, in its true size. */
export async function preparePage(scanned: RawImage, options: PageOptions): Promise<PreparedPage> {
  const resolution = Math.min(options.resolution, options.wanted ?? options.resolution);
  const image = resolution < options.resolution ? await shrunk(scanned, resolution / options.resolution) : scanned;
  const luminance = await luminanceOf(image, resolution);
  const face = faceOf(luminance);
  const clean = options.cleanUp && face === 'written' ? await cleanUp(image, luminance, options.crop) : image;
  // A gray page stays gray: without being told, sharp writes three channels.
  const colours = clean.channels === 1 ? 'b-w' : 'srgb';
  const [jpeg, preview] = await Promise.all([
    toSharp(clean).toColourspace(colours).jpeg({ quality: QUALITY }).toBuffer(),
    toSharp(clean)
      .resize(PREVIEW_PX, PREVIEW_PX, { fit: 'inside', withoutEnlargement: true })
      .toColourspace(colours)
      .jpeg({ quality: PREVIEW_QUALITY })
      .toBuffer(),
  ]);
  return {
    jpeg: withResolution(jpeg, resolution),
    preview,
    widthPx: clean.width,
    heightPx: clean.height,
    resolution,
    blank: face !== 'written',
    face,
  };
}

const shrunk = (image: RawImage, factor: number): Promise<RawImage> =>
  rawOf(
    toSharp(image).resize(
      Math.max(1, Math.round(image.width * factor)),
      Math.max(1, Math.round(image.height * factor)),
      {
        fit: 'fill',
      },
    ),
    image.channels,
  );

async function cleanUp(image: RawImage, luminance: Luminance, crop: boolean): Promise<RawImage> {
  const degrees = skewOf(luminance);
  const turned =
    degrees === 0 ? image : await rawOf(toSharp(image).rotate(-degrees, { background: '#ffffff' }), image.channels);
  const box = crop ? documentBox(luminance, degrees) : WHOLE;
  // Turning about the centre enlarges the canvas on all sides alike.
  const left = Math.max(0, Math.round((turned.width - image.width) / 2 + box.left * image.width));
  const top = Math.max(0, Math.round((turned.height - image.height) / 2 + box.top * image.height));
  const width = Math.max(1, Math.min(turned.width - left, Math.round((box.right - box.left) * image.width)));
  const height = Math.max(1, Math.min(turned.height - top, Math.round((box.bottom - box.top) * image.height)));
  const { gain, offset } = contrastFor(luminance);
  return rawOf(toSharp(turned).extract({ left, top, width, height }).linear(gain, offset), image.channels);
}

/** Turning with a background gives a gray image three channels: it is brought back to the channels it came with. */
async function rawOf(pipeline: Sharp, channels: 1 | 3): Promise<RawImage> {
  const { data, info } = await pipeline
    .removeAlpha()
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== channels) throw new Bug(`${info.channels} channels instead of ${channels}`);
  return { width: info.width, height: info.height, channels, pixels: data };
}
