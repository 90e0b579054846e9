import { err, ok, type Result } from '../result.ts';
import { hasValidCheckDigits } from './check-digits.ts';

export type ReferenceRefusal = 'empty' | 'too-short' | 'too-long' | 'bad-characters' | 'wrong-check-digits';

const MIN_LENGTH = 6;
const MAX_LENGTH = 20;

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

/** Full-width letters of a scanner, typographic dashes of copied text and of readers with a German layout, padding. */
export function plain(text: string): string {
  return (
    text
      .normalize('NFKC')
      .replace(/[\u2010-\u2015\u2212]/g, '-')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: some codes are padded with NUL.
      .replace(/[\u0000-\u001f\u00ad\u200b-\u200f\ufeff]/g, ' ')
  );
}
