import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';
import { Bug } from '../errors.ts';

const FILES = {
  regular: '@kern-ux/native/dist/fonts/noto-sans/NotoSans-Regular.woff',
  bold: '@kern-ux/native/dist/fonts/noto-sans/NotoSans-Bold.woff',
} as const;
export type FontName = keyof typeof FILES;

/** Sizes in bytes: WOFF File Format 1.0, sections 3 and 4; OpenType, "Table directory". */
const WOFF = { signature: 0x774f4646, header: 44, entry: 20 } as const;
const SFNT = { header: 12, entry: 16 } as const;

const loaded = new Map<FontName, Buffer>();

/**
 * A font as OpenType, unpacked once in the life of the process. The PDF library would unpack a WOFF by itself, table by
 * table, in JavaScript, for every document: that was most of the time a citizen waited between review and payment.
 */
export function font(name: FontName): Buffer {
  const known = loaded.get(name);
  if (known) return known;
  const file = createRequire(import.meta.url).resolve(FILES[name]);
  const sfnt = unpackWoff(readFileSync(file));
  loaded.set(name, sfnt);
  return sfnt;
}

/** @param woff a WOFF 1.0 file of ours @returns the same font as an OpenType file */
export function unpackWoff(woff: Buffer): Buffer {
  if (woff.readUInt32BE(0) !== WOFF.signature) throw new Bug('not a WOFF file');
  const flavor = woff.readUInt32BE(4);
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, i) => {
    const at = WOFF.header + i * WOFF.entry;
    const offset = woff.readUInt32BE(at + 4);
    const packed = woff.subarray(offset, offset + woff.readUInt32BE(at + 8));
    const length = woff.readUInt32BE(at + 12);
    const data = packed.length === length ? packed : inflateSync(packed);
    if (data.length !== length) throw new Bug('WOFF table of another length than announced');
    return { tag: woff.subarray(at, at + 4), checksum: woff.readUInt32BE(at + 16), data };
  });
  const log2 = Math.floor(Math.log2(count));
  const head = Buffer.alloc(SFNT.header + count * SFNT.entry);
  head.writeUInt32BE(flavor, 0);
  head.writeUInt16BE(count, 4);
  head.writeUInt16BE(2 ** log2 * SFNT.entry, 6);
  head.writeUInt16BE(log2, 8);
  head.writeUInt16BE((count - 2 ** log2) * SFNT.entry, 10);
  const parts: Buffer[] = [head];
  let offset = head.length;
  for (const [i, { tag, checksum, data }] of tables.entries()) {
    const at = SFNT.header + i * SFNT.entry;
    tag.copy(head, at);
    head.writeUInt32BE(checksum, at + 4);
    head.writeUInt32BE(offset, at + 8);
    head.writeUInt32BE(data.length, at + 12);
    // Every table begins on a multiple of four bytes.
    const padding = Buffer.alloc(-data.length & 3);
    parts.push(data, padding);
    offset += data.length + padding.length;
  }
  return Buffer.concat(parts);
}
