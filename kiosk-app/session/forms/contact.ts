import { domainToASCII } from 'node:url';
import { plain } from '../../../foundation/bill/reference.ts';
import { billReferencesIn } from '../../../foundation/bill/words-on-a-bill.ts';
import { LETTER_PATTERN, tidy } from './characters.ts';
import { type FieldVerdict, incomplete, valid, wrong } from './verdict.ts';

/** Longest address that can stand in an SMTP envelope (RFC 5321, 4.5.3.1.3, without the angle brackets). */
export const MAX_EMAIL = 254;
const LOCAL = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const LOCAL_PREFIX = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*\.?$/;
const ALNUM = `(?:${LETTER_PATTERN}|[0-9])`;
const LABEL = `${ALNUM}(?:(?:${ALNUM}|-)*${ALNUM})?`;
const DOMAIN_PREFIX = new RegExp(`^(?:${LABEL}\\.)*(?:${ALNUM}(?:${ALNUM}|-)*)?$`, 'u');
const DOMAIN = new RegExp(`^(?:${LABEL}\\.)+${LABEL}$`, 'u');
/** Longest label of a host name (RFC 1035, 2.3.4), as it is written in ASCII. */
const MAX_LABEL = 63;

/**
 * Addresses with a host name (RFC 5321 "Mailbox" without quoted parts and address literals). The host may have any
 * letter of DIN 91379: it is stored in its ASCII form (RFC 5891, "xn--"), which every mail system takes.
 */
export function judgeEmail(typed: string): FieldVerdict {
  // A full stop at the end is the sentence's, or two blanks on a telephone's keyboard.
  const text = tidy(typed).replace(/(?<=@.*\.[^.]+)\.$/u, '');
  const at = text.indexOf('@');
  const local = at < 0 ? text : text.slice(0, at);
  if (local.length > 64 || (local !== '' && !LOCAL_PREFIX.test(local))) return wrong('email');
  if (at < 0) return incomplete('email');
  const domain = text.slice(at + 1);
  if (!LOCAL.test(local) || !DOMAIN_PREFIX.test(domain)) return wrong('email');
  if (!DOMAIN.test(domain)) return incomplete('email');
  const ascii = domainToASCII(domain);
  const labels = ascii.split('.');
  if (labels.some((label) => label.length > MAX_LABEL)) return wrong('email');
  const address = `${local}@${ascii}`;
  if (address.length > MAX_EMAIL) return wrong('too-long', String(MAX_EMAIL));
  return /^[a-z][a-z0-9-]*[a-z0-9]$/.test(labels.at(-1) ?? '') ? valid(address) : incomplete('email');
}

export const MAX_PHONE = 30;
const PHONE_PREFIX = /^\+?[\d ()/-]*$/;

/**
 * A number as people write it: an optional leading plus, digits, blanks, brackets, slash, hyphen; 5 to 15 digits
 * (ITU-T E.164, 6.2.1). Stored as written, blanks tidied.
 */
export function judgePhone(typed: string): FieldVerdict {
  const text = typed.replace(/\s+/g, ' ').trim();
  if (!PHONE_PREFIX.test(text)) return wrong('phone');
  const digits = text.replace(/\D/g, '');
  if (digits.length > 15) return wrong('phone');
  if (digits.length < 5) return incomplete('phone');
  if (!text.startsWith('+') && !text.startsWith('0') && digits.length > 12) return wrong('phone');
  return valid(text);
}

/** Five digits from 01001 to 99998, the range Deutsche Post assigns. */
export function judgePostalCode(typed: string): FieldVerdict {
  const text = typed.trim();
  if (!/^\d{0,5}$/.test(text) || text.startsWith('00')) return wrong('postal-code');
  if (text.length < 5) return incomplete('postal-code');
  return Number(text) < 1001 || Number(text) > 99998 ? wrong('postal-code') : valid(text);
}

/** Letters of labels and numbers, and what stands between them. */
const WRITTEN = new RegExp(`^(?:${LETTER_PATTERN}|[0-9 .:/#=+-])*$`, 'u');
const TOO_LONG = /[0-9./-]{21}/;

/** Kassenzeichen as it stands on the letter, with its label or without: read by the rule that codes are read by. */
export function judgeBillReference(typed: string): FieldVerdict {
  const [likeliest] = billReferencesIn(typed);
  if (likeliest !== undefined) return valid(likeliest);
  // A label, half a number and half a creditor reference may still be typed on.
  return WRITTEN.test(plain(typed)) && !TOO_LONG.test(typed) ? incomplete('bill-reference') : wrong('bill-reference');
}
