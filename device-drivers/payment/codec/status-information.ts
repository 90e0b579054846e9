import { bcdDigits, bcdNumber } from './bcd.ts';
import type { Bytes } from './bytes.ts';
import { type Field, findBmp, tlvOf } from './fields.ts';
import { type Charset, decodeText } from './text.ts';
import { findAllTlv, findTlv, type ZvtTlv } from './tlv.ts';
import { type EndOfDayDetail, readTotals } from './totals.ts';

/** What a status information (04 0F), an abort (06 1E) or a completion (06 0F) says; `null` where it says nothing. */
export interface StatusInformation {
  /** BMP 27, 0–255. */
  readonly resultCode: number | null;
  /** BMP 04, cents. */
  readonly amount: number | null;
  /** BMP 49, four digits. */
  readonly currency: string | null;
  /** BMP 87. */
  readonly receiptNo: number | null;
  /** BMP 0B, or TLV 1F2B where that is all zeros. */
  readonly trace: number | null;
  /** BMP 37: trace of the payment a reversal undid. */
  readonly originalTrace: number | null;
  /** BMP 88. */
  readonly turnoverNo: number | null;
  /** BMP 29, eight digits. */
  readonly terminalId: string | null;
  /** BMP 0D, MMDD; zeros count as missing: a device without a set clock sends them. */
  readonly date: string | null;
  /** BMP 0C, HHMMSS. */
  readonly time: string | null;
  /** BMP 22: digits, "#" for what the device masked. */
  readonly pan: string | null;
  /** BMP 8B. */
  readonly cardName: string | null;
  /** BMP 8A, ZVT card type. */
  readonly cardType: number | null;
  /** BMP 3B. */
  readonly authCode: string | null;
  /** BMP 19: status or payment type. */
  readonly status: number | null;
  /** BMP 60: only after an end of day. */
  readonly totals: EndOfDayDetail | null;
  /** BMP 3C, or TLV 24/07, lines joined by "\n". */
  readonly text: string | null;
}

export function readStatusInformation(fields: readonly Field[], charset: Charset = 'auto'): StatusInformation {
  const tlv = tlvOf(fields);
  const text = (number: number) => textOf(findBmp(fields, number), charset);
  const number = (bmp: number) => read(findBmp(fields, bmp), bcdNumber);
  return {
    resultCode: findBmp(fields, 0x27)?.[0] ?? null,
    amount: number(0x04),
    currency: read(findBmp(fields, 0x49), bcdDigits),
    receiptNo: number(0x87),
    trace: number(0x0b) || (read(findTlv(tlv, 0x1f2b), bcdNumber) ?? number(0x0b)),
    originalTrace: number(0x37),
    turnoverNo: number(0x88),
    terminalId: read(findBmp(fields, 0x29), bcdDigits),
    date: read(findBmp(fields, 0x0d), dayOf),
    time: read(findBmp(fields, 0x0c), bcdDigits),
    pan: read(findBmp(fields, 0x22), panDigits),
    cardName: text(0x8b),
    cardType: findBmp(fields, 0x8a)?.[0] ?? null,
    authCode: text(0x3b),
    status: findBmp(fields, 0x19)?.[0] ?? null,
    totals: read(findBmp(fields, 0x60), readTotals),
    text: text(0x3c) ?? displayText(tlv, charset),
  };
}

const dayOf = (value: Bytes): string | null => {
  const digits = bcdDigits(value);
  return digits === '0000' ? null : digits;
};

/** TLV 24/07: text lines for the ECR's display. */
export function displayText(tlv: readonly ZvtTlv[], charset: Charset): string | null {
  const lines = findAllTlv(tlv, 0x24, 0x07).map((line) => decodeText(line, charset));
  return lines.length === 0 ? null : lines.join('\n');
}

const read = <T>(value: Bytes | null, as: (value: Bytes) => T | null): T | null => (value === null ? null : as(value));

/** C strings and space-padded fields alike; empty is `null`. */
function textOf(value: Bytes | null, charset: Charset): string | null {
  if (value === null) return null;
  const end = value.indexOf(0);
  return decodeText(end < 0 ? value : value.subarray(0, end), charset).trim() || null;
}

/** Nibbles of a card number: E is a masked digit, F fills up, D separates what follows it. */
function panDigits(value: Bytes): string | null {
  let digits = '';
  for (const byte of value) {
    for (const nibble of [byte >> 4, byte & 0x0f]) {
      if (nibble <= 9) digits += nibble.toString();
      else if (nibble === 0x0e) digits += '#';
      else return digits || null;
    }
  }
  return digits || null;
}
