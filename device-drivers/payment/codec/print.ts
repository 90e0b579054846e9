import type { ReceiptLine } from '../contract.ts';
import { LIMITS } from '../limits.ts';
import type { Bytes } from './bytes.ts';
import { type Field, tlvOf } from './fields.ts';
import { type Charset, charsetOfCode, decodeText } from './text.ts';
import { findTlv, type ZvtTlv } from './tlv.ts';

/** TLV 1F07. */
export type ReceiptType = 'merchant' | 'customer' | 'administration';

/** Bits of the attribute byte (PA00P015 13.08, "Print line"). */
export const ATTRIBUTE = { last: 0x80, centred: 0x40, doubleWidth: 0x20, doubleHeight: 0x10, feed: 0xff } as const;

const RECEIPT_TYPES: readonly ReceiptType[] = ['merchant', 'customer', 'administration'];
export const receiptTypeOf = (tlv: readonly ZvtTlv[]): ReceiptType | null => {
  const code = findTlv(tlv, 0x1f07)?.[0];
  return code === undefined ? null : (RECEIPT_TYPES[code - 1] ?? null);
};
export const receiptTypeCode = (type: ReceiptType): number => RECEIPT_TYPES.indexOf(type) + 1;

/** Part of a receipt: the lines, what kind of receipt they belong to, and whether it ends with them. */
export interface Printed {
  readonly type: ReceiptType | null;
  readonly lines: readonly ReceiptLine[];
  readonly ends: boolean;
}

/** 06 D1. */
export function readPrintLine(attribute: number, text: Bytes, fields: readonly Field[], charset: Charset): Printed {
  const type = receiptTypeOf(tlvOf(fields));
  if (attribute === ATTRIBUTE.feed) return { type, lines: feed(text[0] ?? 1), ends: false };
  const ends = attribute > ATTRIBUTE.last;
  const lines = ends && text.length === 0 ? [] : [lineOf(attribute, decodeText(text, charset))];
  return { type, lines, ends };
}

/**
 * 06 D3. An attribute belongs to the text behind it. One without a text behind it ends the receipt, whatever its value:
 * real terminals write 81 there, or FF (paper feed).
 */
export function readTextBlock(fields: readonly Field[], charset: Charset): Printed {
  const tlv = tlvOf(fields);
  const set = charsetOfCode(findTlv(tlv, 0x14)?.[0]) ?? charset;
  const lines: ReceiptLine[] = [];
  let ends = false;
  let attribute: number | null = null;
  for (const item of tlv.flatMap((entry) => (entry.tag === 0x25 && 'children' in entry ? entry.children : []))) {
    if (!('value' in item)) continue;
    if (item.tag === 0x09) {
      attribute = item.value[0] ?? 0;
      ends ||= attribute > ATTRIBUTE.last && attribute !== ATTRIBUTE.feed;
    } else if (item.tag === 0x07) {
      if (attribute === ATTRIBUTE.feed) lines.push(...feed(item.value[0] ?? 1));
      else lines.push(lineOf(attribute ?? 0, decodeText(item.value, set)));
      attribute = null;
    }
  }
  return { type: receiptTypeOf(tlv), lines, ends: ends || attribute !== null };
}

const lineOf = (attribute: number, text: string): ReceiptLine => ({
  text,
  align: attribute & ATTRIBUTE.centred ? 'center' : 'left',
  bold: false,
  large: (attribute & (ATTRIBUTE.doubleWidth | ATTRIBUTE.doubleHeight)) !== 0,
});

const feed = (count: number): ReceiptLine[] =>
  Array.from({ length: Math.min(count, LIMITS.paperFeed) }, () => lineOf(0, ''));
