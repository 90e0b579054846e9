import { err, ok, type Result } from './result.ts';

export type ReferenceRefusal = 'empty' | 'too-short' | 'too-long' | 'bad-characters' | 'wrong-check-digits';

const MIN_LENGTH = 6;
const MAX_LENGTH = 20;
/** Otherwise every word on a poster would be looked up. */
const MIN_DIGITS = 4;
/** Each of them is a question to the register while a person waits. */
const AT_MOST = 4;

/**
 * Brings a Kassenzeichen as typed or scanned into the form of the register: no blanks, capital letters, 6 to 20 of
 * A–Z 0–9 . - /, the first a letter or digit. German municipalities number as they like, so there is no check digit to test, but for one form:
 * a creditor reference of ISO 11649 ("RF", two check digits) is checked by its own rule (ISO 7064 mod 97-10).
 */
export function parseReference(typed: string): Result<string, ReferenceRefusal> {
  const reference = plain(typed).replace(/\s+/g, '').toUpperCase();
  if (reference === '') return err('empty');
  if (!/^[A-Z0-9][A-Z0-9./-]*$/.test(reference)) return err('bad-characters');
  if (reference.length < MIN_LENGTH) return err('too-short');
  // ISO 11649 allows 25, the register 20.
  if (reference.length > MAX_LENGTH) return err('too-long');
  if (/^RF\d\d[A-Z0-9]+$/.test(reference) && !hasValidCheckDigits(reference)) return err('wrong-check-digits');
  return ok(reference);
}

/** Two spellings of one Kassenzeichen: dots, dashes and slashes only group it. */
export const isSameReference = (a: string, b: string): boolean => bare(a) === bare(b);

/** Letters and digits alone. */
export const bare = (reference: string): string => reference.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** What German bills print before their number; the short ones only where a blank, a dot or a colon follows. */
const LABEL =
  /(?<![A-Z0-9])(?:(?:(?:Kassen|Buchungs|Akten|Gesch(?:ä|ae)fts)zeichen|Kassenz|(?:Kassen|Rechnungs|Bescheid|Beleg|Buchungs|Vorgangs|Kunden)-?\s?(?:nummer|nr)|Referenz(?:nummer)?|Verwendungszweck|Rechnung|Vertragskonto|Personenkonto)(?![A-Z0-9])|(?:KZ|AZ|BZ|GZ|Ref|PK|Nr)(?=[.:\s]))\.?(?:\s?-?\s?Nr\.?)?\s*[:=#]?\s*/gi;

/**
 * Every Kassenzeichen that words may mean, the likeliest first, at most four: typed or read from a code, with or without
 * a label, with other words around it. Which of them exists is the register's to say.
 */
export function billReferencesIn(words: string): readonly string[] {
  const text = plain(words).replace(/\s+/g, ' ').trim();
  const found = new Set<string>();
  const add = (candidate: string): void => {
    const parsed = parseReference(candidate);
    if (!parsed.ok || parsed.value.replace(/\D/g, '').length < MIN_DIGITS) return;
    found.add(parsed.value);
    // The number alone, without "RF" and its check digits, is what many registers know.
    if (/^RF\d\d[A-Z0-9]{6,}$/.test(parsed.value)) found.add(parsed.value.slice(4));
  };
  for (const label of text.matchAll(LABEL))
    for (const run of runsAt(text.slice(label.index + label[0].length))) add(run);
  add(text);
  if (found.size === 0) for (const run of runsWithin(text)) add(run);
  return [...found].slice(0, AT_MOST);
}

/** Groups of a number that begins here: as far as they carry digits, and once more without a year at the end. */
function runsAt(text: string): readonly string[] {
  const tokens = (/^[^,;:()]*/.exec(text)?.[0] ?? '').split(' ').filter((token) => token !== '');
  const end = tokens.findIndex((token, i) => isDate(token) || (!/\d/.test(token) && !(i === 0 && token.length <= 4)));
  const run = end < 0 ? tokens : tokens.slice(0, end);
  return run.length > 1 && isYear(run.at(-1)) ? [run.join(''), run.slice(0, -1).join('')] : [run.join('')];
}

/** Groups with digits amid words that label nothing. */
function runsWithin(text: string): readonly string[] {
  const tokens = text.split(/[ ,;:()]+/);
  const runs: string[][] = [[]];
  for (const token of tokens) {
    if (/\d/.test(token) && !isDate(token)) runs.at(-1)?.push(token);
    else runs.push([]);
  }
  return runs.flatMap((run) => [
    ...run.filter((token) => token.replace(/\D/g, '').length >= MIN_LENGTH),
    run.join(''),
    ...(isYear(run[0]) ? [run.slice(1).join('')] : []),
  ]);
}

const isYear = (token: string | undefined): boolean => /^(?:19|20)\d\d$/.test(token ?? '');
const isDate = (token: string): boolean => /^\d{1,2}\.\d{1,2}\.(?:\d{2}|\d{4})$/.test(token);

/** Full-width letters of a scanner, typographic dashes of copied text and of readers with a German layout, padding. */
function plain(text: string): string {
  return (
    text
      .normalize('NFKC')
      .replace(/[\u2010-\u2015\u2212]/g, '-')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: some codes are padded with NUL.
      .replace(/[\u0000-\u001f\u00ad\u200b-\u200f\ufeff]/g, ' ')
  );
}

/** ISO 11649: the first four characters moved to the end, letters as 10 to 35, the number modulo 97 is 1. */
function hasValidCheckDigits(reference: string): boolean {
  let remainder = 0;
  for (const character of reference.slice(4) + reference.slice(0, 4)) {
    for (const digit of Number.parseInt(character, 36).toString()) remainder = (remainder * 10 + Number(digit)) % 97;
  }
  return remainder === 1;
}
