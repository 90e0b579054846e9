/** A number as it is looked for in base64. */
export interface NumberInBase64 {
  readonly digits: string;
  /** Bytes behind a multiple of three where its first digit stands. */
  readonly offset: 0 | 1 | 2;
}

export interface Decoded {
  readonly bytes: Buffer;
  /** Where the number begins in them. */
  readonly at: number;
  /** It is this number: the form that is searched for leaves bits of the last digit open. */
  readonly isIt: boolean;
}

/** Characters decoded on either side: more than any number or digest has. */
const REACH = 176;

/**
 * What stands around a number that was found in base64, so that the same can be asked of it as of plain text: a time
 * inside a token looks, in base64, like any other six digits.
 * @param at where the form that was searched for begins
 * @returns `null` if what stands before it is no base64: then nothing more can be said
 */
export function decodeAround(text: Buffer, at: number, { digits, offset }: NumberInBase64): Decoded | null {
  const first = at - Math.ceil((offset * 8) / 6);
  if (!isBase64(text, first, at)) return null;
  let [from, to] = [first, at];
  while (first - from < REACH && isBase64(text, from - 4, from)) from -= 4;
  while (to - at < REACH && isBase64(text, to, to + 1)) to += 1;
  const bytes = Buffer.from(text.toString('latin1', from, to), 'base64');
  const start = ((first - from) / 4) * 3 + offset;
  const read = bytes.toString('latin1', start, start + digits.length);
  return { bytes, at: start, isIt: read.length < digits.length || read === digits };
}

/** Either alphabet of RFC 4648. */
function isBase64(text: Buffer, from: number, to: number): boolean {
  return from >= 0 && to <= text.length && /^[\w+/-]*$/.test(text.toString('latin1', from, to));
}
