/** "Straße" = "strasse", "Hundemarke für Rüden" = "hundemarke fuer rueden"; other accents are dropped. */
export const fold = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '');

/** Words as people write them, in lower case; signs part them. */
export const plainWords = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Words as they are looked up. */
export const foldedWords = (text: string): readonly string[] => plainWords(text).map(fold);
