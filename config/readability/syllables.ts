/** Two letters that are spoken as one vowel. */
const DIPHTHONGS = ['eu', 'äu', 'au', 'ei', 'ai', 'ey', 'ay', 'ie', 'aa', 'ee', 'oo', 'ou', 'oy'];
const VOWELS = 'aeiouyäöüáàâéèêíóôú';

/**
 * Syllables of a German word, counted by its vowels as a reader would clap them; where two vowels meet at the seam of a
 * compound ("Ehe-urkunde") one may be missed. Abbreviations without a vowel are spelled:
 * each letter is one. At least 1.
 */
export function syllablesOf(word: string): number {
  // Those without a vowel, as people spell them; "PIN" is spoken as a word.
  if (/^[A-ZÄÖÜ]{2,4}$/.test(word) && !/[AEIOU]/.test(word)) return word.length;
  const letters = word
    .toLowerCase()
    .replaceAll('qu', 'kw')
    // "Familie", "Ferien", "Linien": after these the e is spoken by itself.
    .replace(/(?<=[aeiouäöü][lnrt])ie(?=n?$)/, 'i-e')
    // Prefixes end before the vowel of the stem: "be-einflussen", "ge-eignet", "Ge-umfragt".
    .replace(/^(be|ge)(?=[aeiouäöü])/, (prefix) => (/^(bei|geis)/.test(word.toLowerCase()) ? prefix : `${prefix}-`));
  let count = 0;
  for (let at = 0; at < letters.length; at++) {
    if (!VOWELS.includes(letters[at] ?? '')) continue;
    count++;
    if (DIPHTHONGS.includes(letters.slice(at, at + 2))) at++;
  }
  return Math.max(1, count);
}
