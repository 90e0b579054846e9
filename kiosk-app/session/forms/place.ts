import { isText, isTown, tidy } from './characters.ts';
import { incomplete, type Verdict, valid, wrong } from './verdict.ts';

/** A number behind a letter, with what may follow it ("17", "17a", "17 b", "17-19", "C 4, 12"); no ordinal ("17. Juni"). */
const HOUSE_NUMBER = /\p{L}.*?\d+(?!\d|\.\s*\p{L})/u;
/** A house without one: "o. Nr.", "ohne Hausnummer". */
const WITHOUT_NUMBER = /(?:^|\s)o(?:\.|hne)\s*(?:haus)?n(?:r|ummer)\.?$/iu;

/** Street and house number in one line, as DIN 5008 writes them. */
export function judgeStreet(typed: string): Verdict {
  const street = tidy(typed);
  if (!isText(street)) return wrong('characters');
  return HOUSE_NUMBER.test(street) || WITHOUT_NUMBER.test(street) ? valid(street) : incomplete('street');
}

const TWO_LETTERS = /\p{L}.*\p{L}/u;

export function judgeTown(typed: string): Verdict {
  const town = tidy(typed);
  if (!isTown(town)) return wrong('town');
  return TWO_LETTERS.test(town) ? valid(town) : incomplete('town');
}
