import type { FieldType } from '../../session/contract/snapshot.ts';

/**
 * Makes typed text what the field expects while it grows, without ever guessing a letter: capitals where there are
 * only capitals, and the dots of a date.
 * @param before the value before this change
 * @param after the value as typed
 */
export function shape(type: FieldType, before: string, after: string): string {
  switch (type) {
    case 'plate':
    case 'bill-reference':
      return capitals(after);
    case 'date':
      return after.length > before.length ? dotted(after) : after;
    default:
      return after;
  }
}

/** ß stays: its capital would be two letters. */
export const capitals = (text: string): string =>
  [...text].map((char) => (char === 'ß' ? char : char.toLocaleUpperCase('de'))).join('');

/** "24" → "24.", "24.12" → "24.12.", and a dot typed on top of one put there is dropped. */
function dotted(text: string): string {
  const single = text.replace(/\.{2,}/g, '.');
  return /^\d{2}$|^\d{1,2}\.\d{2}$/.test(single) ? `${single}.` : single;
}

/** Whether the next letter starts a word that is written with a capital in this field. */
export function startsCapital(type: FieldType, textBefore: string): boolean {
  if (type === 'name') return /(^|[\s-])$/.test(textBefore);
  return type === 'text' && textBefore === '';
}
