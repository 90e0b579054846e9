import { err, ok, type Result } from '../../foundation/result.ts';

/** BER-TLV as ISO 7816-4 and X.690 DER use it: tags of one or two bytes, lengths up to 65535. */
export interface BerTlv {
  /** Tag as hex, e.g. "7f49". */
  readonly tag: string;
  readonly value: Buffer;
  /** Tag, length and value as they stood. */
  readonly raw: Buffer;
}

export const hex = (text: string): Buffer => Buffer.from(text, 'hex');

/** @param parts hex strings or bytes, joined to the value */
export function tlv(tag: string, ...parts: readonly (string | Uint8Array)[]): Buffer {
  const value = Buffer.concat(parts.map((part) => (typeof part === 'string' ? hex(part) : part)));
  return Buffer.concat([hex(tag), lengthOf(value.length), value]);
}

function lengthOf(n: number): Buffer {
  if (n < 0x80) return Buffer.from([n]);
  return n < 0x100 ? Buffer.from([0x81, n]) : Buffer.from([0x82, n >> 8, n & 0xff]);
}

/** Reads one object after the other until the bytes end. */
export function parseTlv(bytes: Buffer): Result<readonly BerTlv[], 'malformed-tlv'> {
  const found: BerTlv[] = [];
  let at = 0;
  while (at < bytes.length) {
    const start = at;
    const isLongTag = ((bytes[at] ?? 0) & 0x1f) === 0x1f;
    at += isLongTag ? 2 : 1;
    const tag = bytes.subarray(start, at).toString('hex');
    const first = bytes[at++];
    if (first === undefined) return err('malformed-tlv');
    let length = first;
    if (first & 0x80) {
      const n = first & 0x7f;
      if (n < 1 || n > 2 || at + n > bytes.length) return err('malformed-tlv');
      length = bytes.readUIntBE(at, n);
      at += n;
    }
    if (at + length > bytes.length) return err('malformed-tlv');
    found.push({ tag, value: bytes.subarray(at, at + length), raw: bytes.subarray(start, at + length) });
    at += length;
  }
  return ok(found);
}

/** The first object with this tag, or `null`. */
export function find(bytes: Buffer, tag: string): Buffer | null {
  const parsed = parseTlv(bytes);
  return parsed.ok ? (parsed.value.find((t) => t.tag === tag)?.value ?? null) : null;
}
