import { hasValidCheckDigits } from '../../../foundation/bill/check-digits.ts';
import { type FieldVerdict, incomplete, valid, wrong } from './verdict.ts';

/** Characters of an IBAN by country (SWIFT, IBAN Registry: the countries of SEPA). */
const LENGTHS = new Map(
  'AD24 AL28 AT20 BE16 BG22 CH21 CY28 CZ24 DE22 DK18 EE20 ES24 FI18 FR27 GB22 GI23 GR27 HR21 HU28 IE22 IS26 IT27 LI21 LT20 LU20 LV21 MC27 MD24 ME22 MK19 MT31 NL18 NO15 PL28 PT25 RO24 RS22 SE24 SI19 SK24 SM27 VA22'
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))] as const),
);
/** ISO 13616-1: at most 30 characters behind country and check digits; Norway's is the shortest there is. */
const LONGEST = 34;
const SHORTEST = 15;
/** With a blank behind each four. */
export const MAX_IBAN = 42;

const PREFIX = /^(?:[A-Z]?|[A-Z]{2}\d?|[A-Z]{2}\d{2}[A-Z0-9]*)$/;

/** Blanks anywhere, small letters; stored without blanks, its check digits checked (ISO 7064 mod 97-10). */
export function judgeIban(typed: string): FieldVerdict {
  const iban = typed.replace(/\s+/gu, '').toUpperCase();
  const country = iban.slice(0, 2);
  const length = LENGTHS.get(country);
  if (!PREFIX.test(iban) || iban.length > (length ?? LONGEST)) return wrong('iban');
  // Behind the check digits a German bank has digits alone.
  if (country === 'DE' && /[A-Z]/.test(iban.slice(2))) return wrong('iban');
  if (iban.length < (length ?? SHORTEST)) {
    return length === undefined ? incomplete('iban') : incomplete('iban-length', String(length));
  }
  if (hasValidCheckDigits(iban)) return valid(iban);
  return length === undefined ? incomplete('iban') : wrong('iban');
}

/** "DE89370400440532013000" → "DE89 3704 0044 0532 0130 00". */
export const groupedIban = (iban: string): string => iban.replace(/.{4}(?=.)/g, '$& ');
