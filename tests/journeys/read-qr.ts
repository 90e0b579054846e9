import type { Locator } from 'playwright-core';
import decodeQr from 'qr/decode.js';
import sharp from 'sharp';

/** Pixels of white around the picture: a telephone sees the screen around the code, too. */
const AROUND = 40;

/** What a camera before the screen reads. @throws Error if it reads nothing */
export async function readQr(code: Locator): Promise<string> {
  const seen = await code.screenshot();
  const { data, info } = await sharp(seen)
    .ensureAlpha()
    .extend({ top: AROUND, bottom: AROUND, left: AROUND, right: AROUND, background: '#fff' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return decodeQr({ width: info.width, height: info.height, data });
}
