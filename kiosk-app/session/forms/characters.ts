import { CHARACTERS, LETTERS } from '../contract/characters.ts';

/** One of `characters`, as a regular expression over NFC text; sequences before the letters they begin with. */
function oneOf(characters: readonly string[]): string {
  const sequences = characters.filter((char) => [...char].length > 1).sort((a, b) => b.length - a.length);
  const single = characters.filter((char) => [...char].length === 1);
  return `(?:${[...sequences, `[${single.map(escaped).join('')}]`].join('|')})`;
}
const escaped = (char: string): string => char.replace(/[\\\]^-]/u, '\\$&');

/** A letter of DIN 91379, for other expressions with the flag `u`. */
export const LETTER_PATTERN: string = oneOf(LETTERS);

const NAME = new RegExp(`^${oneOf(CHARACTERS.name)}*$`, 'u');
const LETTER = new RegExp(LETTER_PATTERN, 'u');
const TOWN = new RegExp(`^${oneOf(CHARACTERS.town)}*$`, 'u');
const TEXT = new RegExp(`^${oneOf(CHARACTERS.text)}*$`, 'u');

/**
 * Only characters that may stand in a person's name (DIN 91379, datatype A). Never asked of a name from the card,
 * only of what is typed.
 */
export const isName = (value: string): boolean => NAME.test(value);
export const hasLetter = (value: string): boolean => LETTER.test(value);
/** Only characters that may stand in the name of a place in Germany: never a digit. */
export const isTown = (value: string): boolean => TOWN.test(value);
/** Only characters that may stand in a line of free text (DIN 91379, datatype C). */
export const isText = (value: string): boolean => TEXT.test(value);

/** NFC, blanks of any kind as one space, none at the ends: how every text is stored. */
export const tidy = (raw: string): string => raw.normalize('NFC').replace(/\s+/gu, ' ').trim();

/** The same line by line; never more than one empty line, none at the ends. */
export const tidyLines = (raw: string): string =>
  raw
    .split(/\r\n|[\n\r\u2028\u2029]/u)
    .map(tidy)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
