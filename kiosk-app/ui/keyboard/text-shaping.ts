import type { FieldType } from '../../session/contract/screens/form.ts';

/**
 * Makes typed text what the field expects while it grows, without ever guessing a letter: capitals where there are
 * only capitals, the dots of a date, and the groups of an IBAN.
 * @param before the value before this change
 * @param after the value as typed
 */
export function shape(type: FieldType, before: string, after: string): string {
  switch (type) {
    case 'plate':
    case 'bill-reference':
      return capitals(after);
    case 'iban':
      return capitals(after.length > before.length && after.startsWith(before) ? inFours(after) : after);
    case 'date':
      return after.length > before.length ? dotted(after) : after;
    default:
      return after;
  }
}

/** "DE8937" → "DE89 37" */
const inFours = (text: string): string => text.replace(/\s+/g, '').replace(/.{4}(?=.)/g, '$& ');

/** Letters stay whose capital would be another number of characters (ß). */
export const capitals = (text: string): string =>
  [...text].map((char) => (char.toLocaleUpperCase('de').length === 1 ? char.toLocaleUpperCase('de') : char)).join('');

/** What a key inserts with shift; endings such as ".de" stay as they are. */
export const capital = (text: string): string => (text.length > 1 ? text : capitals(text));

/** "24" → "24.", "24.12" → "24.12.", and a dot typed on top of one put there is dropped. */
function dotted(text: string): string {
  const single = text.replace(/\.{2,}/g, '.');
  return /^\d{2}$|^\d{1,2}\.\d{2}$/.test(single) ? `${single}.` : single;
}

/** Whether the next letter starts a word that is written with a capital in this field. */
export function startsCapital(type: FieldType, textBefore: string): boolean {
  if (type === 'name' || type === 'town') return /(^|[\s-])$/.test(textBefore);
  if (type === 'long-text') return /(?:^|[.!?]\s+|\n)$/.test(textBefore);
  return (type === 'text' || type === 'street') && textBefore === '';
}

const CLUSTERS = new Intl.Segmenter('de', { granularity: 'grapheme' });
/** Joins two letters into one ("K͟H"): what stands before it goes together with what follows. */
const DOUBLE_MACRON_BELOW = '\u035F';

/** The last letter of a text with all its marks: what one press of ⌫ takes away. */
export function lastUnit(text: string): string {
  const clusters = Array.from(CLUSTERS.segment(text), ({ segment }) => segment);
  const last = clusters.at(-1) ?? '';
  const before = clusters.at(-2) ?? '';
  return before.endsWith(DOUBLE_MACRON_BELOW) ? before + last : last;
}
