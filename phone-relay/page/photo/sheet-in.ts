import { findSheet, type Sheet } from './find-sheet.ts';

/** Pixels on the longer side of what edges are looked for in. */
const LOOKED_AT = 160;

/** The sheet in a picture of so many pixels. @returns `null` where there is none */
export function sheetIn(picture: CanvasImageSource, wide: number, high: number): Sheet | null {
  const scale = LOOKED_AT / Math.max(wide, high);
  const [width, height] = [Math.round(wide * scale), Math.round(high * scale)];
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) return null;
  pen.drawImage(picture, 0, 0, width, height);
  const { data } = pen.getImageData(0, 0, width, height);
  const grey = new Uint8Array(width * height);
  // Brightness of ITU-R BT.601, in whole numbers.
  for (let at = 0; at < grey.length; at++)
    grey[at] = ((data[at * 4] ?? 0) * 77 + (data[at * 4 + 1] ?? 0) * 150 + (data[at * 4 + 2] ?? 0) * 29) >> 8;
  return findSheet({ width, height, grey });
}
