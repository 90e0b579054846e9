import { type DecodeOptions, decode, encode, Tagged, Tokenizer, Type } from 'cborg';
import { LIMITS } from '../limits.ts';

/** Tag 24: CBOR inside of a byte string, kept as it came, because that is what signatures and digests are over. */
export class EncodedCbor {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

/** The only tags that occur in an mdoc (ISO/IEC 18013-5, sections 7 and 9): dates, embedded CBOR, COSE_Sign1. */
const OPTIONS: DecodeOptions = {
  useMaps: true,
  rejectDuplicateMapKeys: true,
  tags: {
    0: (inner) => inner(),
    1004: (inner) => inner(),
    18: (inner) => inner(),
    24: (inner) => {
      const bytes = inner();
      if (!(bytes instanceof Uint8Array)) throw new Error('tag 24 around something else than bytes');
      return new EncodedCbor(bytes);
    },
  },
};

/**
 * Reads CBOR (RFC 8949) of somebody else's. Maps become objects, also those with numbers as keys (COSE): `{ '1': -7 }`;
 * dates become their text.
 * @throws for anything but one well-formed item with the tags above, nested no deeper than `LIMITS.depth`
 */
function decodeCbor(bytes: Uint8Array): unknown {
  if (depthOf(bytes) > LIMITS.depth) throw new Error('nested too deeply');
  return plain(decode(bytes, OPTIONS));
}

/** `undefined` for what is no CBOR that may be read. */
export function tryDecode(bytes: Uint8Array): unknown {
  try {
    return decodeCbor(bytes);
  } catch {
    return undefined;
  }
}

export const encodeCbor = (value: unknown): Uint8Array => encode(value);

/** The item as `#6.24(bstr .cbor item)`. */
export const embedded = (bytes: Uint8Array): Tagged => new Tagged(24, bytes);

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!(value instanceof Map)) return value;
  const named = new Map([...value].map(([key, inner]) => [String(key), plain(inner)]));
  if (named.size !== value.size) throw new Error('keys that differ in their type only');
  return Object.fromEntries(named);
}

/** Counted on the tokens, because the decoder itself calls itself. */
function depthOf(bytes: Uint8Array): number {
  const tokens = new Tokenizer(bytes, OPTIONS);
  /** How many items each open array, map or tag still waits for. */
  const open: number[] = [];
  let deepest = 0;
  while (!tokens.done()) {
    const { type, value } = tokens.next();
    const waits =
      type === Type.array ? Number(value) : type === Type.map ? 2 * Number(value) : type === Type.tag ? 1 : 0;
    if (type === Type.break) open.pop();
    else if (waits > 0) {
      deepest = Math.max(deepest, open.push(waits));
      continue;
    }
    // An item is complete, and with it whatever waited for nothing else.
    while (open.length > 0) {
      const left = (open.pop() ?? 0) - 1;
      if (left > 0) {
        open.push(left);
        break;
      }
    }
  }
  return deepest;
}
