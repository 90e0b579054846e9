import { bcdNumber, toBcd } from './bcd.ts';
import { type Bytes, concat } from './bytes.ts';

/** Card families of BMP 60 in their order on the wire (PA00P015 13.08, "End-of-day"). */
export const FAMILIES = ['girocard', 'jcb', 'mastercard', 'amex', 'visa', 'diners', 'others'] as const;
export type Family = (typeof FAMILIES)[number];

/** BMP 60: receipt numbers of the first and last payment, and count (0–255) and sum in cents of each family. */
export interface EndOfDayDetail {
  readonly firstReceipt: number | null;
  readonly lastReceipt: number | null;
  readonly families: Readonly<Record<Family, { readonly count: number; readonly total: number }>>;
}

const ENTRY = 7;

/** @returns `null` if the value is not of the documented 53 bytes, or holds a sum that is not BCD */
export function readTotals(value: Bytes): EndOfDayDetail | null {
  if (value.length !== 4 + FAMILIES.length * ENTRY) return null;
  const families: Partial<Record<Family, { count: number; total: number }>> = {};
  for (const [i, family] of FAMILIES.entries()) {
    const at = 4 + i * ENTRY;
    const total = bcdNumber(value.subarray(at + 1, at + ENTRY));
    if (total === null) return null;
    families[family] = { count: value[at] ?? 0, total };
  }
  return {
    firstReceipt: bcdNumber(value.subarray(0, 2)),
    lastReceipt: bcdNumber(value.subarray(2, 4)),
    families: families as EndOfDayDetail['families'],
  };
}

export function writeTotals(detail: EndOfDayDetail): Bytes {
  return concat(
    toBcd(detail.firstReceipt ?? 0, 2),
    toBcd(detail.lastReceipt ?? 0, 2),
    ...FAMILIES.map((family) =>
      concat(Uint8Array.of(detail.families[family].count), toBcd(detail.families[family].total, 6)),
    ),
  );
}
