import type { Bytes } from './bytes.ts';

/**
 * Character sets of ZVT text. CP437 is the default (PA00P015, "ZVT character sets"); some terminals send ISO-8859
 * without saying so, which `auto` recognises line by line. Old German ones have seven bits only, and umlauts in the
 * place of brackets (DIN 66003, ISO-IR 21). Tag 14 has no code for that set: it is never negotiated.
 */
export type Charset = 'cp437' | 'iso-8859-1' | 'iso-8859-15' | 'utf-8' | 'din-66003' | 'auto';

/** Code points 80–FF of IBM code page 437 (Unicode Consortium, VENDORS/MICSFT/PC/CP437.TXT). */
const CP437_HIGH =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';
const TO_CP437 = new Map(Array.from(CP437_HIGH, (char, i) => [char, 0x80 + i]));

/** Where ISO-8859-15 differs from ISO-8859-1 (ISO/IEC 8859-15:1999, table 2). */
const LATIN9: Readonly<Record<number, string>> = {
  164: '€',
  166: 'Š',
  168: 'š',
  180: 'Ž',
  184: 'ž',
  188: 'Œ',
  189: 'œ',
  190: 'Ÿ',
};
const TO_LATIN9 = new Map(Object.entries(LATIN9).map(([byte, char]) => [char, Number(byte)]));

/** Where DIN 66003 differs from ASCII, but for 40 (§), which no receipt needs more than an @. */
const DIN66003: Readonly<Record<string, string>> = {
  '[': 'Ä',
  '\\': 'Ö',
  ']': 'Ü',
  '{': 'ä',
  '|': 'ö',
  '}': 'ü',
  '~': 'ß',
};
const TO_DIN66003 = new Map(Object.entries(DIN66003).map(([ascii, char]) => [char, ascii]));

/** Codes of TLV tag 14 (PA00P015, "ZVT character sets"). */
const CODES: readonly (readonly [number, Exclude<Charset, 'auto'>])[] = [
  [0x01, 'iso-8859-1'],
  [0x0f, 'iso-8859-15'],
  [0xfe, 'utf-8'],
  [0xff, 'cp437'],
];
export const charsetOfCode = (code: number | undefined): Charset | null =>
  CODES.find(([known]) => known === code)?.[1] ?? null;
export const codeOfCharset = (charset: Charset): number => CODES.find(([, name]) => name === charset)?.[0] ?? 0xff;

/** Text of any bytes; never fails: what a set does not define becomes U+FFFD. */
export function decodeText(bytes: Bytes, charset: Charset = 'cp437'): string {
  switch (charset) {
    case 'cp437':
      return single(bytes, (b) => CP437_HIGH[b - 0x80] ?? '\ufffd');
    case 'iso-8859-1':
      return single(bytes, (b) => String.fromCharCode(b));
    case 'iso-8859-15':
      return single(bytes, (b) => LATIN9[b] ?? String.fromCharCode(b));
    case 'utf-8':
      return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    case 'din-66003':
      return single(bytes, () => '\ufffd').replace(/[[\\\]{|}~]/g, (char) => DIN66003[char] ?? char);
    case 'auto':
      return bytes.every((b) => b < 0x80)
        ? umlautsInWords(single(bytes, () => ''))
        : decodeText(bytes, recognise(bytes));
  }
}

/** Bytes of a text; what the set lacks is written as ASCII ("€" → "EUR") or "?". */
export function encodeText(text: string, charset: Exclude<Charset, 'auto'> = 'cp437'): Bytes {
  if (charset === 'utf-8') return new TextEncoder().encode(text);
  if (charset === 'din-66003') return encodeText(text.replace(/[ÄÖÜäöüß]/g, (char) => TO_DIN66003.get(char) ?? char));
  const bytes: number[] = [];
  for (const char of text) {
    const point = char.codePointAt(0) ?? 0x3f;
    if (point < 0x80) bytes.push(point);
    else if (charset === 'cp437') bytes.push(...(inCp437(char) ?? substitute(char)));
    else if (charset === 'iso-8859-15' && TO_LATIN9.has(char)) bytes.push(TO_LATIN9.get(char) ?? 0x3f);
    else if (point < 0x100 && !(charset === 'iso-8859-15' && LATIN9[point])) bytes.push(point);
    else bytes.push(...substitute(char));
  }
  return Uint8Array.from(bytes);
}

const inCp437 = (char: string): number[] | null => {
  const byte = TO_CP437.get(char);
  return byte === undefined ? null : [byte];
};

const substitute = (char: string): number[] => (char === '€' ? [0x45, 0x55, 0x52] : [0x3f]);

const single = (bytes: Bytes, high: (byte: number) => string): string =>
  Array.from(bytes, (b) => (b < 0x80 ? String.fromCharCode(b) : high(b))).join('');

const ISO_GERMAN = new Set([0xc4, 0xd6, 0xdc, 0xe4, 0xf6, 0xfc, 0xdf, 0xa4, 0xa7, 0xe9]);

/**
 * Seven bits from a terminal that did not answer the negotiation: a bracket is an umlaut where a German word has one, as
 * in "f}r", "GR\SSE" or "[nderung". Brackets around a word ("[K]"), rules of a table and ornament stay what they are.
 */
const umlautsInWords = (text: string): string =>
  text.replace(/[A-Za-z[\\\]{|}~]{3,}/g, (word) =>
    /^(\[.*\]|\{.*\})$/.test(word) ? word : word.replace(IN_WORD, (char) => DIN66003[char] ?? char),
  );

/** ä ö ü before a small letter or ß, ü also at the end; ß behind a letter; Ä Ö Ü among capitals or before small ones. */
const IN_WORD =
  /(?<=^|[A-Za-z])[{|}](?=[a-z~])|(?<=[a-z])\}$|(?<=[A-Za-z{|}])~(?=[A-Za-z]|$)|(?<=^|[A-Z])[[\\\]](?=[A-Z]+(?:[^A-Za-z]|$)|[A-Z]{2})|^[[\\\]](?=[a-z]+)|(?<=[A-Z]{2})\]$/g;

/**
 * Which set a German text is most likely in. Valid multi-byte UTF-8 is hardly ever anything else. 80–9F are letters in
 * CP437 and unused in ISO-8859. The umlauts of ISO-8859 are frame and Greek characters in CP437: frames come in runs,
 * letters stand alone.
 */
function recognise(bytes: Bytes): Charset {
  if (isUtf8(bytes)) return 'utf-8';
  if (bytes.some((b) => b >= 0x80 && b <= 0x9f)) return 'cp437';
  const lonely = bytes.some((b, i) => ISO_GERMAN.has(b) && bytes[i - 1] !== b && bytes[i + 1] !== b);
  return lonely ? 'iso-8859-15' : 'cp437';
}

function isUtf8(bytes: Bytes): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
