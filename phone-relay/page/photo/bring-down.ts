import { LINK_LIMITS } from '../../../portals/phone-relay/link/link-limits.ts';
import type { Prepared } from '../model/uploads.ts';

/** JPEG quality, 0–1: letters of 6 points stay sharp, a page of A4 has about a million bytes. */
const QUALITY = 0.85;
/** Pixels on the longer side of what stands beside the page's number. */
const SMALL = 320;

/**
 * Brings a picture down to what a page needs, upright, as a JPEG that holds pixels only: place and time of the photo stay
 * on the telephone. What this browser cannot open (HEIC outside Safari, whatever is no picture) is sent as it is, so that
 * the terminal says what it is by its content.
 */
export async function bringDown(file: Blob): Promise<Prepared | 'too-large'> {
  const image = await opened(file);
  const jpeg = image && (await drawn(image, LINK_LIMITS.photoPixels));
  const small = image && jpeg && (await drawn(image, SMALL));
  if (image) URL.revokeObjectURL(image.src);
  if (!jpeg && file.size > LINK_LIMITS.fileBytes) return 'too-large';
  const bytes = new Uint8Array(await (jpeg ?? file).arrayBuffer());
  return { bytes, picture: small && URL.createObjectURL(small) };
}

async function opened(file: Blob): Promise<HTMLImageElement | null> {
  const image = new Image();
  image.src = URL.createObjectURL(file);
  try {
    await image.decode();
    return image;
  } catch {
    URL.revokeObjectURL(image.src);
    return null;
  }
}

/** Browsers turn an image upright by its EXIF before they draw it (CSS Images 3, `image-orientation`). */
async function drawn(image: HTMLImageElement, longest: number): Promise<Blob | null> {
  const { naturalWidth: width, naturalHeight: height } = image;
  if (width === 0 || height === 0) return null;
  const scale = Math.min(1, longest / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const pen = canvas.getContext('2d');
  if (!pen) return null;
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  return jpegOf(canvas);
}

/** @returns `null` for a drawing that the browser lets nobody read back */
export async function jpegOf(canvas: HTMLCanvasElement): Promise<Blob | null> {
  try {
    return await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
  } catch {
    return null;
  }
}
