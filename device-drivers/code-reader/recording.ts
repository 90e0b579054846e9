import { blankByte, eachPiece, type Mask, type Masks } from '../recording/mask.ts';

const RIGHT_SQUARE_BRACKET = 0x5d;
const AIM_LENGTH = 3;

/** Bills carry names and accounts. What stays is the shape: the AIM identifier, punctuation, where a code ends. */
function codeLinesMask(): Mask {
  /** Bytes since the last end of a code: the identifier stands at its beginning only. */
  let at = 0;
  let hasIdentifier = false;
  return eachPiece((content) =>
    Uint8Array.from(Buffer.from(content), (byte) => {
      if (byte === 0x0d || byte === 0x0a) {
        at = 0;
        return byte;
      }
      if (at === 0) hasIdentifier = byte === RIGHT_SQUARE_BRACKET;
      at++;
      return hasIdentifier && at <= AIM_LENGTH ? byte : blankByte(byte);
    }),
  );
}

const DATA = { from: 5, to: 61 } as const;

/** The same for input reports, whose layout is in code-reader/hid-pos.ts; each piece is one report. */
const hidPosMask = (): Mask =>
  eachPiece((content) =>
    Uint8Array.from(Buffer.from(content), (byte, i) => (i >= DATA.from && i < DATA.to ? blankByte(byte) : byte)),
  );

export const masks = { 'code-reader-lines': codeLinesMask, 'code-reader-hid-pos': hidPosMask } satisfies Masks;
