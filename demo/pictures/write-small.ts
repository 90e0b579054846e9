import { writeFileSync } from 'node:fs';
import sharp from 'sharp';
import { Refusal } from '../../foundation/errors.ts';

/** Bytes that a picture of the documentation may have, and pixels that it may be wide. */
const LARGEST = 60_000;
const WIDEST = 1_000;
/** As few colours as it takes. */
const COLOURS = [256, 128, 64, 32, 16] as const;

/** Writes a PNG small. @throws Refusal `too-large` if it cannot be */
export async function writeSmall(file: string, png: Buffer): Promise<number> {
  for (const colours of COLOURS) {
    const small = await sharp(png)
      .resize({ width: WIDEST, withoutEnlargement: true })
      .png({ palette: true, colours, effort: 10, compressionLevel: 9 })
      .toBuffer();
    if (small.length > LARGEST) continue;
    writeFileSync(file, small);
    return small.length;
  }
  throw new Refusal('too-large', file);
}
