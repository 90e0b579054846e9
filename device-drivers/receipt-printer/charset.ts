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
 * Only those whose replacement reads the same; everything else is refused, never turned into "?".
 */
const REPLACEMENTS: ReadonlyMap<string, string> = new Map([
  ['\u00a0', ' '],
  ['\u2009', ' '],
  ['\u202f', ' '],
  ['\u00ad', ''],
  ['\u2010', '-'],
  ['\u2011', '-'],
  ['\u2212', '-'],
  ['\u1e9e', 'SS'],
]);

/** Composes and replaces what has an equal in the code page. Does not judge the rest: see `firstUnencodable`. */
export const toPrintable = (text: string): string =>
  Array.from(text.normalize('NFC'), (char) => REPLACEMENTS.get(char) ?? char).join('');

/**
 * First character the printer cannot print, `null` if all can. Control characters count as such: a text that came
 * from elsewhere (a payment terminal's receipt line) must not be able to carry a printer command.
 */
export const firstUnencodable = (printable: string): string | null =>
  Array.from(printable).find((char) => !ENCODABLE.has(char)) ?? null;
