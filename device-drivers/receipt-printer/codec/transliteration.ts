/**
 * Letters that are no plain letter with marks, and signs, as DIN 91379:2022-08 maps them for its search form
 * (annex "Suchform": ICAO Doc 9303 part 3, section 6 A, extended), in the case of the letter.
 */
const MAPPED: Readonly<Record<string, string>> = {
  Đ: 'D',
  đ: 'd',
  Ħ: 'H',
  ħ: 'h',
  ı: 'i',
  Ĳ: 'IJ',
  ĳ: 'ij',
  ĸ: 'k',
  Ŀ: 'L',
  ŀ: 'l',
  Ł: 'L',
  ł: 'l',
  ŉ: 'n',
  Ŋ: 'N',
  ŋ: 'n',
  Ŧ: 'T',
  ŧ: 't',
  Ƈ: 'C',
  ƈ: 'c',
  Ə: 'E',
  ə: 'e',
  Ɨ: 'I',
  ɨ: 'i',
  Ʒ: 'Z',
  ʒ: 'z',
  Ǥ: 'G',
  ǥ: 'g',
  ẞ: 'SS',
  ʹ: "'",
  ʺ: '"',
  ʾ: "'",
  ʿ: "'",
  ˈ: "'",
  ˌ: "'",
  '\u2032': "'",
  '\u2033': '"',
  '≤': '<=',
  '≥': '>=',
  Ø: 'Oe',
  ø: 'oe',
  Œ: 'Oe',
  œ: 'oe',
  Ð: 'D',
  ð: 'd',
  Þ: 'Th',
  þ: 'th',
  '€': 'EUR',
  '–': '-',
  '—': '-',
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‹': "'",
  '›': "'",
  '´': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '…': '...',
  '•': '*',
  '×': 'x',
  '§': 'Par.',
  '¶': 'Abs.',
  '‡': '+',
  '¾': '3/4',
  '©': '(C)',
  '®': '(R)',
  '¦': '|',
  '¤': '*',
};

/**
 * A letter with its marks in characters that can be printed: with one of its marks where that exists ("Ộ" → "Ô",
 * "Ǖ" → "Ü"), else without ("ł" → "l", "K͟" → "K"). `null` if nothing of the kind can be printed.
 */
export function transliterate(cluster: string, isPrintable: (char: string) => boolean): string | null {
  const [base = '', ...marks] = cluster.normalize('NFD');
  const letter = MAPPED[cluster] ?? MAPPED[base] ?? base;
  if (marks.every((mark) => /\p{M}/u.test(mark))) {
    for (const mark of marks) {
      const composed = (base + mark).normalize('NFC');
      if (isPrintable(composed)) return composed;
    }
    if (isAll(letter, isPrintable)) return letter;
  }
  // Superscripts, ligatures and the like are written as what they are made of.
  const plain = cluster.normalize('NFKD').replace(/\p{M}/gu, '');
  return plain !== '' && isAll(plain, isPrintable) ? plain : null;
}

const isAll = (text: string, holds: (char: string) => boolean): boolean => Array.from(text).every(holds);
