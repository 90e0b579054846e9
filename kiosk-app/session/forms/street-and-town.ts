import { isText, isTown, tidy } from './characters.ts';
import { type FieldVerdict, incomplete, valid, wrong } from './verdict.ts';

/** A number behind a letter, with what may follow it ("17", "17a", "17 b", "17-19", "C 4, 12"); no ordinal ("17. Juni"). */
const HOUSE_NUMBER = /\p{L}.*?\d+(?!\d|\.\s*\p{L})/u;
/** A house without one: "o. Nr.", "o.N.", "o. H.", "ohne Hausnummer". */
const WITHOUT_NUMBER = /(?:^|\s)o(?:\.|hne)\s*(?:(?:haus)?n(?:r|ummer)|[nh])\.?$/iu;
/** A day that a street is named for: its year is no house number ("Straße des 8. Mai 1945"). */
const DAY =
  /\d{1,2}\.\s*(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)(?:\s+1[89]\d\d)?(?!\d)/giu;

/** Street and house number in one line, as DIN 5008 writes them. */
export function judgeStreet(typed: string): FieldVerdict {
  const street = tidy(typed);
  if (!isText(street)) return wrong('characters');
  return HOUSE_NUMBER.test(street.replace(DAY, '')) || WITHOUT_NUMBER.test(street)
    ? valid(street)
    : incomplete('street');
}

const TWO_LETTERS = /\p{L}.*\p{L}/u;

export function judgeTown(typed: string): FieldVerdict {
  const town = tidy(typed).replace(/[‐‑–]/gu, '-');
  if (!isTown(town)) return wrong('town');
  return TWO_LETTERS.test(town) ? valid(town) : incomplete('town');
}
