import { transliterate } from './transliteration.ts';

/**
 * The printer's code page WPC1252 (ESC t 16). The set of characters is taken from the platform's own decoder, so it
 * is independent of the encoder library's table; a test holds the two against each other.
 */
const UNDEFINED_IN_1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

export const ENCODABLE: ReadonlyMap<string, number> = (() => {
  const decoder = new TextDecoder('windows-1252');
  const map = new Map<string, number>();
  for (let byte = 0x20; byte <= 0xff; byte++) {
    if (byte === 0x7f || UNDEFINED_IN_1252.has(byte)) continue;
    map.set(decoder.decode(Uint8Array.of(byte)), byte);
  }
  return map;
})();

/**
 * Characters a typesetter would use and the code page lacks, or which printers draw as a blot (the no-break space).
 * Their replacement reads the same.
 */
const REPLACEMENTS: ReadonlyMap<string, string> = new Map([
  ['\t', ' '],
  ['\u00a0', ' '],
  ['\u2009', ' '],
  ['\u202f', ' '],
  ['\u00ad', ''],
  ['\u2010', '-'],
  ['\u2011', '-'],
  ['\u2212', '-'],
]);
const UNPRINTABLE = '?';

export interface Printable {
  /** Characters of the code page only. */
  readonly text: string;
  /** Code points that stand on the paper as "?". */
  readonly lost: readonly number[];
}

/** Letters with all their marks, so that a mark without a letter of its own is judged together with its letter. */
const CLUSTERS = new Intl.Segmenter('de', { granularity: 'grapheme' });

/**
 * What the printer prints for a text: itself where the code page has it, else its transliteration, else "?". One
 * character never costs the rest of the receipt. Control characters count as not printable: a text that came from
 * elsewhere (a payment terminal's receipt line) must not be able to carry a printer command.
 */
export function toPrintable(text: string): Printable {
  const lost: number[] = [];
  const isEncodable = (char: string) => ENCODABLE.has(char);
  const printed = Array.from(CLUSTERS.segment(text.normalize('NFC')), ({ segment }) => {
    const replaced = REPLACEMENTS.get(segment) ?? segment;
    if (Array.from(replaced).every(isEncodable)) return replaced;
    const written = transliterate(replaced, isEncodable);
    if (written !== null) return written;
    lost.push(segment.codePointAt(0) ?? 0);
    return UNPRINTABLE;
  });
  return { text: printed.join(''), lost };
}
