import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';
import { PHOTO_LIMITS } from './photo-limits.ts';

/**
 * Opens one picture of a stranger's telephone and writes it anew: upright, within the size of a page, without
 * anything that stood beside the pixels (EXIF with the place among it). A process for each picture, which holds nothing
 * else, and is killed if it takes long. In: the file. Out: length of a JSON line (4 bytes), the line, page, preview.
 */
sharp.cache(false);
sharp.concurrency(1);
const input = await buffer(process.stdin);
const { pixels, shortest, longest, quality, preview } = PHOTO_LIMITS;
try {
  const upright = sharp(input, { limitInputPixels: pixels, failOn: 'error' }).rotate();
  const { data, info } = await upright
    .resize(longest, longest, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality })
    .toBuffer({ resolveWithObject: true });
  if (Math.min(info.width, info.height) < shortest) say({ refused: 'picture-too-small' });
  else {
    const small = await sharp(data).resize(preview, preview, { fit: 'inside' }).jpeg({ quality }).toBuffer();
    const size = { width: info.width, height: info.height, page: data.length };
    say(size, data, small);
  }
} catch {
  // Whatever the decoder says of it quotes the file: the session needs to know only that it is none.
  say({ refused: 'picture-broken' });
}

function say(json: object, ...bytes: readonly Uint8Array[]): void {
  const line = Buffer.from(JSON.stringify(json));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(line.length);
  process.stdout.write(Buffer.concat([length, line, ...bytes]));
}
