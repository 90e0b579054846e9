import { fold } from './fold.ts';

/** Folded word → its ends that begin at a syllable, folded: "hundesteuer" → "desteuer", "steuer". */
export type WordParts = Readonly<Record<string, readonly string[]>>;

/** Shorter words are no compounds, shorter parts mean nothing. Letters. */
const LEAST = { word: 7, part: 4 } as const;
/** Cannot stand in a word. */
const HYPHEN = '-';

/**
 * Splits German compounds, so that a search finds "Steuer" in "Hundesteuer". Loads patterns of 35 MB in memory: for a
 * thread that ends, never for a process that stays.
 * @param words in lower case, with their umlauts
 */
export async function wordParts(words: Iterable<string>): Promise<WordParts> {
  const { default: german } = await import('hyphen/de/index.js');
  const options = { hyphenChar: HYPHEN, minWordLength: LEAST.word };
  const parts: Record<string, readonly string[]> = {};
  for (const word of new Set(words)) {
    if (word.length < LEAST.word) continue;
    const syllables = german.hyphenateSync(word, options).split(HYPHEN);
    const ends = syllables.map((_, at) => fold(syllables.slice(at).join(''))).slice(1);
    const long = ends.filter((end) => end.length >= LEAST.part);
    if (long.length > 0) parts[fold(word)] = long;
  }
  return parts;
}
