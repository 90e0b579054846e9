import { Bug } from '../../../foundation/errors.ts';
import type { Bytes } from './bytes.ts';

/** Digits of packed BCD, or `null` where a nibble is not a digit. */
export function bcdDigits(bytes: Bytes): string | null {
  let digits = '';
  for (const byte of bytes) {
    if (byte >> 4 > 9 || (byte & 0x0f) > 9) return null;
    digits += (byte >> 4).toString() + (byte & 0x0f).toString();
  }
  return digits;
}

/** Value of packed BCD, at most 15 digits; `null` where a nibble is not a digit. */
export function bcdNumber(bytes: Bytes): number | null {
  const digits = bcdDigits(bytes);
  return digits === null ? null : Number(digits);
}

/** Packed BCD of `size` bytes, padded with zeros on the left. */
export function toBcd(value: number | string, size: number): Bytes {
  const digits = String(value).padStart(size * 2, '0');
  if (!/^\d+$/.test(digits) || digits.length !== size * 2)
    throw new Bug(`no ${size}-byte BCD: ${digits.length} digits`);
  return Uint8Array.from({ length: size }, (_, i) => Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16));
}
