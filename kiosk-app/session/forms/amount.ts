import { formatEuro } from '../../../foundation/money.ts';
import { type FieldVerdict, incomplete, valid, wrong } from './verdict.ts';

/** "1.234,50", "1234,5", "12", and "12.50" as tills print it; a dot before three digits parts thousands. */
const GROUPED = /^(\d{1,3}(?:\.\d{3})+)(?:,(\d{1,2}))?$/;
const PLAIN = /^(\d{1,9})(?:[,.](\d{1,2}))?$/;
const PREFIX = /^(?:\d{1,9}[,.]?|\d{1,3}(?:\.\d{3})*(?:\.\d{0,2}|,))$/;
/** Characters of "999.999.999,99 €". */
export const MAX_AMOUNT = 16;

/**
 * An amount of money in euros, as it is written in Germany, with or without its sign.
 * @param min and max in euros, both inclusive
 * @returns with two decimals behind a dot: "1234.50"
 */
export function judgeAmount(typed: string, min: number | null, max: number | null): FieldVerdict {
  const text = typed.replace(/\s+/gu, '').replace(/(?:€|EUR)$/iu, '');
  const match = GROUPED.exec(text) ?? PLAIN.exec(text);
  if (!match) return PREFIX.test(text) ? incomplete('amount') : wrong('amount');
  const [, euros = '', cents = ''] = match;
  const whole = euros.replaceAll('.', '');
  if (whole.length > 9) return wrong('amount');
  const amount = Number(whole) * 100 + Number(cents.padEnd(2, '0'));
  if (max !== null && amount > Math.round(max * 100)) return wrong('amount-too-large', formatEuro(max * 100, 'de'));
  // More digits can still lift an amount over its lower limit.
  if (min !== null && amount < Math.round(min * 100))
    return incomplete('amount-too-small', formatEuro(min * 100, 'de'));
  return valid((amount / 100).toFixed(2));
}
