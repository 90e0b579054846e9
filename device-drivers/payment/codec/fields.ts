import { Bug } from '../../../foundation/errors.ts';
import { ok, type Result } from '../../../foundation/result.ts';
import { type Bytes, concat, type Malformed, malformed } from './bytes.ts';
import { decodeLength, decodeTlv, encodeLength, encodeTlv, type ZvtTlv } from './tlv.ts';

/**
 * One field of an APDU's data. `rest` is kept as it came: everything from a BMP number nobody knows the length of, or a
 * vendor's container that is no TLV. What was read before it still counts, and behind a container what follows, too.
 */
export type Field =
  | { readonly kind: 'bmp'; readonly bmp: number; readonly value: Bytes }
  | { readonly kind: 'tlv'; readonly items: readonly ZvtTlv[]; readonly wide?: 2 | 3 }
  | { readonly kind: 'rest'; readonly bytes: Bytes };

export const TLV_CONTAINER = 0x06;

/** Number of length digits `Fx` before the value (LLVAR, LLLVAR). */
type Variable = 'llvar' | 'lllvar';

/** Length in bytes of each BMP's value (PA00P015 13.08, "Summary of utilised BMPs"). */
const LENGTHS: ReadonlyMap<number, number | Variable> = new Map<number, number | Variable>([
  ...each(1, 0x01, 0x02, 0x03, 0x05, 0x19, 0x27, 0x8a, 0x8c, 0xa0, 0xd0, 0xd2, 0xd3, 0xe0, 0xe9, 0xea, 0xf0, 0xf9),
  ...each(1, 0xfa, 0xfb, 0xfc, 0xfd),
  ...each(2, 0x0d, 0x0e, 0x17, 0x3a, 0x49, 0x87),
  ...each(3, 0x0b, 0x0c, 0x37, 0x3d, 0x88, 0xaa),
  ...each(4, 0x29),
  ...each(5, 0xba),
  ...each(6, 0x04),
  ...each(8, 0x3b, 0xeb),
  ...each(15, 0x2a),
  ...each('llvar', 0x22, 0x23, 0x2d, 0x4c, 0x8b, 0xa7, 0xd1, 0xe1, 0xe2, 0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8),
  ...each('llvar', 0xf1, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8),
  ...each('lllvar', 0x24, 0x2e, 0x3c, 0x60, 0x9a, 0xaf),
]);

function each(length: number | Variable, ...bmps: number[]): [number, number | Variable][] {
  return bmps.map((bmp) => [bmp, length]);
}

export const knownBmps: readonly number[] = [...LENGTHS.keys()];
export const bmpLength = (bmp: number): number | Variable | undefined => LENGTHS.get(bmp);

/**
 * What of malformed fields is kept as `rest` instead of refusing the whole frame: a container that is no TLV, or any
 * field, with all that follows it.
 */
export type Tolerance = 'none' | 'containers' | 'all';

export function decodeFields(
  bytes: Bytes,
  base = 0,
  tolerance: Tolerance = 'none',
): Result<readonly Field[], Malformed> {
  const fields: Field[] = [];
  let at = 0;
  while (at < bytes.length) {
    const bmp = bytes[at] ?? 0;
    const one = bmp === TLV_CONTAINER ? decodeContainer(bytes, at, base) : decodeBmp(bytes, at, base);
    if (!one.ok) {
      if (tolerance === 'none' || (tolerance === 'containers' && bmp !== TLV_CONTAINER)) return one;
      const end = bmp === TLV_CONTAINER ? endOfContainer(bytes, at) : bytes.length;
      fields.push({ kind: 'rest', bytes: bytes.slice(at, end) });
      at = end;
      continue;
    }
    fields.push(one.value.field);
    at = one.value.end;
  }
  return ok(fields);
}

/** Where a container ends by its own length; the end of all where that leads nowhere. */
function endOfContainer(bytes: Bytes, at: number): number {
  const length = decodeLength(bytes, at + 1);
  const end = length.ok ? at + 1 + length.value.size + length.value.length : bytes.length;
  return Math.min(end, bytes.length);
}

type Decoded = Result<{ readonly field: Field; readonly end: number }, Malformed>;

function decodeContainer(bytes: Bytes, at: number, base: number): Decoded {
  const length = decodeLength(bytes, at + 1, base);
  if (!length.ok) return length;
  const start = at + 1 + length.value.size;
  const end = start + length.value.length;
  if (end > bytes.length) return malformed('truncated', base + bytes.length);
  const items = decodeTlv(bytes.slice(start, end), base + start);
  if (!items.ok) return items;
  const wide = length.value.wide === undefined ? {} : { wide: length.value.wide };
  return ok({ field: { kind: 'tlv', items: items.value, ...wide }, end });
}

function decodeBmp(bytes: Bytes, at: number, base: number): Decoded {
  const bmp = bytes[at] ?? 0;
  const length = LENGTHS.get(bmp);
  if (length === undefined) return ok({ field: { kind: 'rest', bytes: bytes.slice(at) }, end: bytes.length });
  let start = at + 1;
  let size: number;
  if (typeof length === 'number') size = length;
  else {
    const digits = length === 'llvar' ? 2 : 3;
    const read = decodeDigits(bytes, start, digits, base);
    if (!read.ok) return read;
    size = read.value;
    start += digits;
  }
  const end = start + size;
  if (end > bytes.length) return malformed('truncated', base + bytes.length);
  return ok({ field: { kind: 'bmp', bmp, value: bytes.slice(start, end) }, end });
}

/** The number written as bytes F0–F9. */
export function decodeDigits(bytes: Bytes, at: number, count: number, base = 0): Result<number, Malformed> {
  let value = 0;
  for (let i = at; i < at + count; i++) {
    const byte = bytes[i];
    if (byte === undefined) return malformed('truncated', base + bytes.length);
    if (byte < 0xf0 || byte > 0xf9) return malformed('bad-digit', base + i);
    value = value * 10 + (byte & 0x0f);
  }
  return ok(value);
}

export function encodeDigits(value: number, count: number): Bytes {
  const digits = String(value).padStart(count, '0');
  if (digits.length !== count) throw new Bug(`value of ${value} bytes needs more than ${count} length digits`);
  return Uint8Array.from(digits, (digit) => 0xf0 | Number(digit));
}

export function encodeFields(fields: readonly Field[]): Bytes {
  return concat(...fields.map(encodeField));
}

function encodeField(field: Field): Bytes {
  if (field.kind === 'rest') return field.bytes;
  if (field.kind === 'tlv') {
    const content = encodeTlv(field.items);
    return concat(Uint8Array.of(TLV_CONTAINER), encodeLength(content.length, field.wide), content);
  }
  const length = LENGTHS.get(field.bmp);
  const head = Uint8Array.of(field.bmp);
  if (length === 'llvar') return concat(head, encodeDigits(field.value.length, 2), field.value);
  if (length === 'lllvar') return concat(head, encodeDigits(field.value.length, 3), field.value);
  if (field.value.length !== length) throw new Bug(`BMP ${field.bmp.toString(16)} has ${field.value.length} bytes`);
  return concat(head, field.value);
}

export const bmp = (number: number, value: Bytes): Field => ({ kind: 'bmp', bmp: number, value });
export const container = (...items: readonly ZvtTlv[]): Field => ({ kind: 'tlv', items });

export function findBmp(fields: readonly Field[], number: number): Bytes | null {
  for (const field of fields) if (field.kind === 'bmp' && field.bmp === number) return field.value;
  return null;
}

/** All TLV objects of all containers. */
export const tlvOf = (fields: readonly Field[]): readonly ZvtTlv[] =>
  fields.flatMap((field) => (field.kind === 'tlv' ? field.items : []));
