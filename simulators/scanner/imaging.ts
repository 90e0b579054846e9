import sharp from 'sharp';
import type { DocumentKind } from './desk-state.ts';
import { paper } from './documents.ts';

/** What the sensor sees: raw samples, one byte each. */
export interface Sensed {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly pixels: Uint8Array;
}

export interface ScanArea {
  /** Millimetres. */
  readonly width: number;
  readonly height: number;
  /** Dots per inch. */
  readonly resolution: number;
  readonly mode: 'Gray' | 'Color';
}

const MM_PER_INCH = 25.4;
/** The white underside of the lid. */
const LID = '#f7f7f5';

/** The glass with the paper on it, or the bare lid: slightly turned, with a paper's shadow and a sensor's noise. */
export async function sense(kind: DocumentKind | null, area: ScanArea, inFeeder: boolean): Promise<Sensed> {
  const width = Math.max(1, Math.floor((area.width / MM_PER_INCH) * area.resolution));
  const height = Math.max(1, Math.floor((area.height / MM_PER_INCH) * area.resolution));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${area.width} ${area.height}">
<rect width="${area.width}" height="${area.height}" fill="${LID}"/>${kind === null ? '' : lying(kind, inFeeder)}</svg>`;
  const channels = area.mode === 'Gray' ? 1 : 3;
  const image = sharp(Buffer.from(svg), { limitInputPixels: false, unlimited: true }).flatten({ background: LID });
  const { data } = await (channels === 1 ? image.toColourspace('b-w') : image.toColourspace('srgb'))
    .raw()
    .toBuffer({ resolveWithObject: true });
  addNoise(data);
  return { width, height, channels, pixels: data };
}

function lying(kind: DocumentKind, inFeeder: boolean): string {
  const { width, height, degrees, left, top, svg } = paper(kind);
  const turn = inFeeder ? degrees / 2 : degrees;
  const shadow = `<rect x="0.4" y="0.5" width="${width}" height="${height}" fill="#d2d2d0"/>`;
  return `<g transform="translate(${inFeeder ? 0 : left} ${inFeeder ? 0 : top}) rotate(${turn})">${shadow}${svg}</g>`;
}

/** Noise of ±4 levels from a fixed sequence (xorshift), so that the same paper gives the same bytes every time. */
function addNoise(pixels: Uint8Array): void {
  let state = 0x2545f491;
  for (let i = 0; i < pixels.length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const value = (pixels[i] ?? 0) + ((state >>> 8) % 9) - 4;
    pixels[i] = value < 0 ? 0 : Math.min(value, 255);
  }
}

/** P5 or P6 with the comment that scanimage writes. */
export const pnmHeader = ({ width, height, channels }: Sensed): string =>
  `${channels === 1 ? 'P5' : 'P6'}\n# SANE data follows\n${width} ${height}\n255\n`;
