/** Raw bytes of the wire. */
export type Bytes = Uint8Array;

/**
 * Why bytes are not what ZVT allows. `offset` counts bytes from the start of what was handed to the decoder, so that a
 * technician finds the place in a recording.
 */
export interface Malformed {
  readonly reason:
    | 'truncated' // ends inside a field, a length or a header
    | 'length-mismatch' // the APDU's length byte disagrees with the bytes that are there
    | 'trailing-bytes' // something stands behind the last field
    | 'bad-digit' // a nibble or a length digit outside 0–9
    | 'bad-tlv-length' // BER length form that ZVT does not use (80, 83 and above)
    | 'bad-tlv-tag' // tag longer than three bytes
    | 'nested-too-deep'
    | 'too-short'; // fewer bytes than the command's fixed part
  readonly offset: number;
}

export const malformed = (reason: Malformed['reason'], offset: number): { ok: false; error: Malformed } => ({
  ok: false,
  error: { reason, offset },
});

export function concat(...parts: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const hex = (bytes: Bytes): string =>
  Array.from(bytes, (b) => b.toString(16).padStart(2, '0').toUpperCase()).join('');

/** @throws SyntaxError on anything but pairs of hexadecimal digits; for tests and recordings only */
export function fromHex(text: string): Bytes {
  if (!/^([0-9a-f]{2})*$/i.test(text)) throw new SyntaxError('not hexadecimal');
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

export const sameBytes = (a: Bytes, b: Bytes): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);
