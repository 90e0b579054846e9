import type { StatusInformation } from '../codec/index.ts';
import type { PaymentRecord } from '../contract.ts';

/**
 * What we keep of a status information. A device that names no result code says nothing about the money: its record is
 * `null`, and recovery has to ask again.
 */
export function recordOf(info: StatusInformation): PaymentRecord | null {
  if (info.resultCode === null) return null;
  return {
    resultCode: info.resultCode,
    amount: info.amount,
    receiptNo: info.receiptNo || null,
    trace: info.trace || null,
    terminalId: info.terminalId,
    date: info.date,
    time: info.time,
    cardName: info.cardName,
    maskedPan: info.pan === null ? null : maskPan(info.pan),
    authCode: info.authCode,
    text: info.text,
  };
}

const VISIBLE_DIGITS = 4;

/** All but the last four digits hidden, whatever the device left readable. */
export const maskPan = (pan: string): string =>
  pan.slice(0, -VISIBLE_DIGITS).replace(/\d/g, '#') + pan.slice(-VISIBLE_DIGITS);

/** Card numbers in printed text: 13–19 digits, possibly in groups, that pass the Luhn check (ISO/IEC 7812-1). */
export function maskCardNumbers(text: string): string {
  return text.replace(/(?<![\dA-Za-z])\d(?:[ -]?\d){12,18}(?![\dA-Za-z])/g, (run) => {
    if (!passesLuhn(run.replace(/\D/g, ''))) return run;
    let left = run.replace(/\D/g, '').length;
    return run.replace(/\d/g, (digit) => (left-- > VISIBLE_DIGITS ? '#' : digit));
  });
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (const [i, digit] of Array.from(digits).reverse().entries()) {
    const value = Number(digit) * (i % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}
