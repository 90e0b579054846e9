import { Bug } from '../../../foundation/errors.ts';
import { ok, type Result } from '../../../foundation/result.ts';
import { type Bytes, concat, type Malformed, malformed } from './bytes.ts';

/**
 * Application protocol data unit: class, instruction, data of 0–65535 bytes. `extended` keeps a three-byte length that
 * was not needed.
 */
export interface Apdu {
  readonly cls: number;
  readonly ins: number;
  readonly data: Bytes;
  readonly extended?: true;
}

const EXTENDED = 0xff;
/** Most bytes of an APDU's data. */
export const MAX_APDU_DATA = 0xffff;
/** The longest APDU: its data behind the long header. */
export const MAX_APDU_BYTES = MAX_APDU_DATA + 5;

export const apdu = (cls: number, ins: number, ...data: readonly Bytes[]): Apdu => ({
  cls,
  ins,
  data: concat(...data),
});

/** `80 00 00`, the answer to everything that was understood. */
export const ACKNOWLEDGE: Apdu = apdu(0x80, 0x00);

/** `84 xx 00` with a result code. */
export const refusal = (resultCode: number): Apdu => apdu(0x84, resultCode);

/** 04 FF, 06 D1, 06 D3: messages during a command. A payment goes on if one of them cannot be read. */
export const isToldAlong = ({ cls, ins }: Apdu): boolean =>
  (cls === 0x04 && ins === 0xff) || (cls === 0x06 && (ins === 0xd1 || ins === 0xd3));

const REFUSED_WITH_REASON = 0x1e;
const BMP_RESULT_CODE = 0x27;

/**
 * Reason of a negative answer: `84 xx 00` names it itself; `84 1E` is "aborted" as in 06 1E, and its first data byte
 * names it (`84 1E 01 7D` of CCV terminals, github.com/Portalum/Portalum.Zvt issue 49), or BMP 27 in it.
 * @returns 1–255, or 0 for the positive `84 00`; `null` for `84 1E` that names none
 */
export function refusalCode({ ins, data }: Apdu): number | null {
  if (ins !== REFUSED_WITH_REASON) return ins;
  const [first, second] = data;
  return (first === BMP_RESULT_CODE ? (second ?? first) : first) || null;
}

export function encodeApdu({ cls, ins, data, extended }: Apdu): Bytes {
  if (data.length > MAX_APDU_DATA) throw new Bug('APDU longer than 65535 bytes');
  const head =
    data.length >= EXTENDED || extended
      ? Uint8Array.of(cls, ins, EXTENDED, data.length & 0xff, data.length >> 8)
      : Uint8Array.of(cls, ins, data.length);
  return concat(head, data);
}

/** Bytes an APDU occupies as far as its header tells; `null` while the header is incomplete. */
export function apduSize(bytes: Bytes): { readonly header: number; readonly total: number } | null {
  const [, , length, low, high] = bytes;
  if (length === undefined) return null;
  if (length !== EXTENDED) return { header: 3, total: 3 + length };
  if (low === undefined || high === undefined) return null;
  return { header: 5, total: 5 + (low | (high << 8)) };
}

/** Exactly one APDU. */
export function decodeApdu(bytes: Bytes): Result<Apdu, Malformed> {
  const size = apduSize(bytes);
  if (!size) return malformed('truncated', bytes.length);
  if (size.total !== bytes.length) return malformed('length-mismatch', 2);
  const data = bytes.slice(size.header);
  const extended = size.header === 5 && data.length < EXTENDED ? { extended: true as const } : {};
  return ok({ cls: bytes[0] ?? 0, ins: bytes[1] ?? 0, data, ...extended });
}
