import { Bug } from '../../../foundation/errors.ts';
import { ok, type Result } from '../../../foundation/result.ts';
import { LIMITS } from '../limits.ts';
import { type Bytes, concat, type Malformed, malformed } from './bytes.ts';

/**
 * One BER-TLV object as ZVT uses it (PA00P015, "TLV container"). Tags are written as their bytes: 0x07, 0x1F2B.
 * `wide` keeps a length that was written in more bytes than needed, so that every frame encodes to what it came from.
 */
export type ZvtTlv =
  | { readonly tag: number; readonly value: Bytes; readonly wide?: 2 | 3 }
  | { readonly tag: number; readonly children: readonly ZvtTlv[]; readonly wide?: 2 | 3 };

const CONSTRUCTED = 0x20;

/** Objects of a container's content. @param base added to the offset of an error */
export function decodeTlv(bytes: Bytes, base = 0, depth = 0): Result<readonly ZvtTlv[], Malformed> {
  if (depth > LIMITS.tlvDepth) return malformed('nested-too-deep', base);
  const items: ZvtTlv[] = [];
  let at = 0;
  while (at < bytes.length) {
    const tag = decodeTag(bytes, at, base);
    if (!tag.ok) return tag;
    const length = decodeLength(bytes, at + tag.value.size, base);
    if (!length.ok) return length;
    const start = at + tag.value.size + length.value.size;
    const end = start + length.value.length;
    if (end > bytes.length) return malformed('truncated', base + bytes.length);
    const wide = length.value.wide === undefined ? {} : { wide: length.value.wide };
    const content = bytes.slice(start, end);
    if (isConstructed(tag.value.tag)) {
      const children = decodeTlv(content, base + start, depth + 1);
      if (!children.ok) return children;
      items.push({ tag: tag.value.tag, children: children.value, ...wide });
    } else items.push({ tag: tag.value.tag, value: content, ...wide });
    at = end;
  }
  return ok(items);
}

export function encodeTlv(items: readonly ZvtTlv[]): Bytes {
  return concat(
    ...items.map((item) => {
      const content = 'children' in item ? encodeTlv(item.children) : item.value;
      if ('children' in item !== isConstructed(item.tag))
        throw new Bug(`tag ${item.tag.toString(16)} of the other form`);
      return concat(encodeTag(item.tag), encodeLength(content.length, item.wide), content);
    }),
  );
}

/** Length as one byte, `81 n` or `82 hi lo`. */
export function encodeLength(length: number, wide?: 2 | 3): Bytes {
  const size = Math.max(wide ?? 1, length < 0x80 ? 1 : length < 0x100 ? 2 : 3);
  if (length > 0xffff) throw new Bug('TLV longer than 65535 bytes');
  if (size === 1) return Uint8Array.of(length);
  return size === 2 ? Uint8Array.of(0x81, length) : Uint8Array.of(0x82, length >> 8, length & 0xff);
}

interface Length {
  readonly length: number;
  readonly size: number;
  readonly wide?: 2 | 3;
}

export function decodeLength(bytes: Bytes, at: number, base = 0): Result<Length, Malformed> {
  const [first, second, third] = bytes.subarray(at, at + 3);
  if (first === undefined) return malformed('truncated', base + bytes.length);
  if (first < 0x80) return ok({ length: first, size: 1 });
  if (first === 0x81) {
    if (second === undefined) return malformed('truncated', base + bytes.length);
    return ok({ length: second, size: 2, ...(second < 0x80 && { wide: 2 as const }) });
  }
  if (first !== 0x82) return malformed('bad-tlv-length', base + at);
  if (second === undefined || third === undefined) return malformed('truncated', base + bytes.length);
  const length = (second << 8) | third;
  return ok({ length, size: 3, ...(length < 0x100 && { wide: 3 as const }) });
}

function decodeTag(bytes: Bytes, at: number, base: number): Result<{ tag: number; size: number }, Malformed> {
  let tag = bytes[at] ?? 0;
  if ((tag & 0x1f) !== 0x1f) return ok({ tag, size: 1 });
  for (let size = 2; size <= 3; size++) {
    const next = bytes[at + size - 1];
    if (next === undefined) return malformed('truncated', base + bytes.length);
    tag = (tag << 8) | next;
    if (next < 0x80) return ok({ tag, size });
  }
  return malformed('bad-tlv-tag', base + at);
}

function encodeTag(tag: number): Bytes {
  if (tag <= 0xff) return Uint8Array.of(tag);
  return tag <= 0xffff ? Uint8Array.of(tag >> 8, tag & 0xff) : Uint8Array.of(tag >> 16, (tag >> 8) & 0xff, tag & 0xff);
}

export function isConstructed(tag: number): boolean {
  const first = tag <= 0xff ? tag : tag <= 0xffff ? tag >> 8 : tag >> 16;
  return (first & CONSTRUCTED) !== 0;
}

/** Value of the first object on the path, e.g. `[0x24, 0x07]`. */
export function findTlv(items: readonly ZvtTlv[], ...path: readonly number[]): Bytes | null {
  return findAllTlv(items, ...path)[0] ?? null;
}

/** Values of all objects on the path. */
export function findAllTlv(items: readonly ZvtTlv[], ...path: readonly number[]): Bytes[] {
  const [tag, ...rest] = path;
  return items
    .filter((item) => item.tag === tag)
    .flatMap((item) =>
      'children' in item ? findAllTlv(item.children, ...rest) : rest.length === 0 ? [item.value] : [],
    );
}
