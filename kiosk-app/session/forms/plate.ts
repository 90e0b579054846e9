import { type FieldVerdict, incomplete, valid, wrong } from './verdict.ts';

/**
 * German number plates (Fahrzeug-Zulassungsverordnung, "Unterscheidungszeichen" and "Erkennungsnummer"): one to three
 * letters of the district (umlauts occur), one or two letters A–Z, one to four digits without leading zero, then E
 * (electric) or H (historic); at most eight characters in all. A season ("04-10", months of operation) may be typed
 * behind it: it is not part of the plate's number and is left out of the stored value.
 *
 * The district must be set apart by a hyphen or blank: "MSAB12" could be MS-AB 12 or MSA-B 12.
 */
const FULL = /^([A-ZÄÖÜ]{1,3})[- ]+([A-Z]{1,2})[- ]*([1-9]\d{0,3}) ?([EH]?)(?: +(\d{1,2}) ?[-/] ?(\d{1,2}))?$/u;
/** Everything that can still be completed to a plate. */
const PREFIX =
  /^(?:[A-ZÄÖÜ]{0,3}|[A-ZÄÖÜ]{1,3}[- ]+(?:[A-Z]{1,2}(?:[- ]*(?:[1-9]\d{0,3}(?: ?[EH]?(?: +\d{1,2} ?(?:[-/] ?\d{0,2})?)? *)?)?)?)?)$/u;
const MAX_CHARACTERS = 8;

/** Stored as "MS-AB 123E". */
export function judgePlate(typed: string): FieldVerdict {
  const text = typed.normalize('NFC').toUpperCase().trimStart();
  if (!PREFIX.test(text)) return wrong('plate');
  const match = FULL.exec(text.trimEnd());
  if (!match) return tooLong(text) ? wrong('plate') : incomplete('plate');
  const [, district = '', letters = '', digits = '', suffix = '', from, to] = match;
  if (district.length + letters.length + digits.length + suffix.length > MAX_CHARACTERS) return wrong('plate');
  if (from !== undefined && to !== undefined && !isSeason(Number(from), Number(to))) {
    return to.length === 1 && Number(to) <= 1 ? incomplete('plate') : wrong('plate');
  }
  return valid(`${district}-${letters} ${digits}${suffix}`);
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
