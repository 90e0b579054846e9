import { LINK_LIMITS } from '../../../portals/phone-relay/link/link-limits.ts';
import { jpegOf } from './bring-down.ts';
import { sheetIn } from './sheet-in.ts';
import { straighten } from './straighten.ts';

/** A photo, and the sheet in it by itself, straight; `null` where none is whole in it. */
export interface Photographed {
  readonly whole: Blob;
  readonly sheet: Blob | null;
}

/** What a camera sees now. @returns `null` where the browser lets nobody read it */
export async function photograph(video: HTMLVideoElement): Promise<Photographed | null> {
  const { videoWidth: width, videoHeight: height } = video;
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const pen = canvas.getContext('2d');
  if (!pen || width === 0) return null;
  pen.drawImage(video, 0, 0);
  const whole = await jpegOf(canvas);
  const found = sheetIn(canvas, width, height);
  if (!whole || !found?.isWhole) return whole && { whole, sheet: null };
  const straight = straighten(pen.getImageData(0, 0, width, height), found, LINK_LIMITS.photoPixels);
  Object.assign(canvas, { width: straight.width, height: straight.height });
  pen.putImageData(new ImageData(straight.data, straight.width, straight.height), 0, 0);
  return { whole, sheet: await jpegOf(canvas) };
}
