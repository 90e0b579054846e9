import { transliterate } from './transliteration.ts';

/**
 * Code pages of ESC/POS printers (ESC t): 16 "WPC1252", 19 "PC858", 0 "PC437". Small and old printers have no WPC1252.
 */
export const CODE_PAGES = ['windows1252', 'cp858', 'cp437'] as const;
export type CodePage = (typeof CODE_PAGES)[number];

/**
 * Bytes 0x80 to 0xFF of the pages that no platform decodes (IBM code pages 858 and 437); 0xFF is a blank that printers
 * draw as a blot.
 */
const UPPER: Readonly<Record<Exclude<CodePage, 'windows1252'>, string>> = {
  cp858:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■',
  cp437:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■',
};

/**
 * Characters of WPC1252 are taken from the platform's own decoder, so they are independent of the encoder library's
 * table; a test holds the two against each other.
 */
const UNDEFINED_IN_1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);
/** "¶§": the library sends them as 0x14 and 0x15, their places among the controls of IBM's pages. */
const CONTROLS_IN_858 = new Set([0xf4, 0xf5]);

const ENCODABLE: Readonly<Record<CodePage, ReadonlyMap<string, number>>> = {
  windows1252: charactersOf((byte) => new TextDecoder('windows-1252').decode(Uint8Array.of(byte)), UNDEFINED_IN_1252),
  cp858: charactersOf((byte) => UPPER.cp858[byte - 0x80] ?? '', CONTROLS_IN_858),
  cp437: charactersOf((byte) => UPPER.cp437[byte - 0x80] ?? ''),
};

/** By character, its byte. */
export const encodableIn = (page: CodePage): ReadonlyMap<string, number> => ENCODABLE[page];

function charactersOf(upper: (byte: number) => string, undefinedBytes: ReadonlySet<number> = new Set()) {
  const map = new Map<string, number>();
  for (let byte = 0x20; byte <= 0xff; byte++) {
    if (byte === 0x7f || undefinedBytes.has(byte)) continue;
    const char = byte < 0x80 ? String.fromCharCode(byte) : upper(byte);
    if (char !== '') map.set(char, byte);
  }
  return map;
}

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
export function toPrintable(text: string, page: CodePage): Printable {
  const lost: number[] = [];
  const isEncodable = (char: string) => ENCODABLE[page].has(char);
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
