import type { PlateKind } from '../../../config/schema/form-field.ts';
import { type FieldVerdict, incomplete, valid, wrong } from './verdict.ts';

/**
 * German number plates (Fahrzeug-Zulassungsverordnung, "Unterscheidungszeichen" and "Erkennungsnummer"): one to three
 * letters of the district (umlauts occur), one or two letters A–Z, one to four digits without leading zero, then E
 * (electric) or H (historic), or W (Wechselkennzeichen, whose "W" stands on the shared plate); at most eight characters
 * in all, W apart. A season ("04-10", months of operation) may be typed behind it.
 *
 * The district must be set apart by a hyphen or blank: "MSAB12" could be MS-AB 12 or MSA-B 12.
 */
const FULL = /^([A-ZÄÖÜ]{1,3})[- ]+([A-Z]{1,2})[- ]*([1-9]\d{0,3}) ?([EHW]?)(?: +(\d{1,2}) ?[-/] ?(\d{1,2}))?$/u;
/** Everything that can still be completed to a plate. */
const PREFIX =
  /^(?:[A-ZÄÖÜ]{0,3}|[A-ZÄÖÜ]{1,3}[- ]+(?:[A-Z]{1,2}(?:[- ]*(?:[1-9]\d{0,3}(?: ?[EHW]?(?: +\d{1,2} ?(?:[-/] ?\d{0,2})?)? *)?)?)?)?)$/u;
const MAX_CHARACTERS = 8;

/** Versicherungskennzeichen: at most three digits, then at most three letters ("123 ABC"). */
const INSURANCE = /^(\d{1,3})[- ]*([A-Z]{1,3})$/;
const INSURANCE_PREFIX = /^\d{0,3}[- ]*[A-Z]{0,3}$/;
/**
 * Plates of authorities have no letters behind the district: "B-1234", "BD 12-345", "THW-80123", "Y-123 456", and of the
 * police of a state "NRW 4-1234".
 */
const AUTHORITY = /^([A-ZÄÖÜ]{1,3})[- ]*(?:(\d{1,3})[- ](\d{1,4})|(\d{1,6}))$/u;
const AUTHORITY_PREFIX = /^[A-ZÄÖÜ]{0,3}[- ]*(?:\d{1,3}[- ]\d{0,4}|\d{1,6})?$/u;
const MOST_DIGITS = 6;

/** What a car has; its season is not part of the number. */
const OF_A_CAR: readonly PlateKind[] = ['car', 'electric', 'historic'];
const KIND_OF_SUFFIX: Readonly<Record<string, PlateKind>> = { E: 'electric', H: 'historic', W: 'exchange' };

/**
 * @param kinds that are accepted: `car` has no suffix or E or H, and its season is left out
 * @returns stored as "MS-AB 123E", "MS-AB 123 04-10" where the season is asked for, "123 ABC", "THW-80123"
 */
export function judgePlate(typed: string, kinds: readonly PlateKind[] = ['car']): FieldVerdict {
  const text = typed.normalize('NFC').toUpperCase().trimStart();
  const verdicts = [
    ...(kinds.some((kind) => kind !== 'insurance' && kind !== 'authority') ? [judgeDistrict(text, kinds)] : []),
    ...(kinds.includes('insurance') ? [judgeInsurance(text)] : []),
    ...(kinds.includes('authority') ? [judgeAuthority(text)] : []),
  ];
  const best = (kind: FieldVerdict['kind']) => verdicts.find((verdict) => verdict.kind === kind);
  return best('valid') ?? best('incomplete') ?? verdicts[0] ?? wrong('plate');
}

function judgeDistrict(text: string, kinds: readonly PlateKind[]): FieldVerdict {
  if (!PREFIX.test(text)) return wrong('plate');
  const match = FULL.exec(text.trimEnd());
  if (!match) return tooLong(text) ? wrong('plate') : incomplete('plate');
  const [, district = '', letters = '', digits = '', suffix = '', from, to] = match;
  const counted = district + letters + digits + (suffix === 'W' ? '' : suffix);
  if (counted.length > MAX_CHARACTERS) return wrong('plate');
  const number = `${district}-${letters} ${digits}${suffix}`;
  if (from !== undefined && to !== undefined) {
    if (!isSeason(Number(from), Number(to))) {
      return to.length === 1 && Number(to) <= 1 ? incomplete('plate') : wrong('plate');
    }
    if (kinds.includes('seasonal')) return valid(`${number} ${from.padStart(2, '0')}-${to.padStart(2, '0')}`);
  }
  const accepted = kinds.includes('car') ? [...kinds, ...OF_A_CAR] : kinds;
  if (suffix !== '') return accepted.includes(KIND_OF_SUFFIX[suffix] ?? 'car') ? valid(number) : wrong('plate-kind');
  // A letter or a season may still follow.
  return accepted.includes('car') ? valid(number) : incomplete('plate-kind');
}

function judgeInsurance(text: string): FieldVerdict {
  const match = INSURANCE.exec(text.trimEnd());
  if (match) return valid(`${match[1]} ${match[2]}`);
  return INSURANCE_PREFIX.test(text.trimEnd()) ? incomplete('plate') : wrong('plate');
}

function judgeAuthority(text: string): FieldVerdict {
  const match = AUTHORITY.exec(text.trimEnd());
  if (!match) return AUTHORITY_PREFIX.test(text.trimEnd()) ? incomplete('plate') : wrong('plate');
  const [, place = '', first = '', second = '', whole] = match;
  if (first.length + second.length > MOST_DIGITS) return wrong('plate');
  return valid(`${place}-${whole ?? `${first}-${second}`}`);
}

/** Operating period of two to eleven months; it may cross the turn of the year. */
function isSeason(from: number, to: number): boolean {
  if (from < 1 || from > 12 || to < 1 || to > 12) return false;
  const months = ((to - from + 12) % 12) + 1;
  return months >= 2 && months <= 11;
}

function tooLong(text: string): boolean {
  const number = /^([A-ZÄÖÜ]{1,3})[- ]+([A-Z]{1,2})[- ]*(\d{1,4}) ?([EH]?)/u.exec(text);
  return number ? number.slice(1).join('').length > MAX_CHARACTERS : false;
}
