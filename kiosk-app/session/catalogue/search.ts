import MiniSearch, { type Query } from 'minisearch';
import { foldedWords } from '../../../config/words/fold.ts';
import type { WordParts } from '../../../config/words/word-parts.ts';

export interface Searchable {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly keywords: readonly string[];
}

export interface Found {
  /** Best first. */
  readonly ids: readonly string[];
  /** Nothing fits every word of the query: this is what comes near. */
  readonly isNear: boolean;
}

/** Finds services by words of their titles, keywords and summaries, whatever slips of the finger are in them. */
export interface ServiceSearch {
  /** Ids of all for a query without words. */
  find(query: string): Found;
}

const BOOST = { title: 3, keywords: 2.5, titleParts: 1.4, keywordParts: 1.2, summary: 0.6 } as const;
const FIELDS = Object.keys(BOOST) as (keyof typeof BOOST)[];
/** Weights of what is not the word itself. */
const WEIGHTS = { fuzzy: 0.45, prefix: 0.6 } as const;
const SWAPPED = 0.7;
/** Words of a query beyond this are not looked at: nobody types so many. */
const MOST_WORDS = 8;

/** @param parts of the compounds in the words; what it does not have is found as a whole only */
export function createServiceSearch(items: readonly Searchable[], parts: WordParts): ServiceSearch {
  const index = new MiniSearch({
    fields: FIELDS,
    tokenize: (text) => [...foldedWords(text)],
    processTerm: (term) => term,
    searchOptions: { boost: BOOST, weights: WEIGHTS },
  });
  const partsOf = (text: string) =>
    foldedWords(text).flatMap((word) => (Object.hasOwn(parts, word) ? parts[word] : []));
  index.addAll(
    items.map(({ id, title, summary, keywords }) => ({
      id,
      title,
      summary,
      keywords: keywords.join(' '),
      titleParts: partsOf(title).join(' '),
      keywordParts: partsOf(keywords.join(' ')).join(' '),
    })),
  );
  return {
    find(query) {
      const words = foldedWords(query).slice(0, MOST_WORDS);
      if (words.length === 0) return { ids: items.map(({ id }) => id), isNear: false };
      const queries = words.map(ofWord);
      const all = index.search({ combineWith: 'AND', queries });
      if (all.length > 0 || words.length === 1) return { ids: all.map(({ id }) => id), isNear: false };
      return { ids: index.search({ combineWith: 'OR', queries }).map(({ id }) => id), isNear: true };
    },
  };
}

/** One word of a query: itself, its beginning, what is a slip or two away, and itself with two letters swapped. */
function ofWord(word: string): Query {
  const slips = word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
  // A swap counts as two slips to the library, and is the most common of all.
  const swaps = word.length >= 4 && word.length < 8 ? swapped(word) : [];
  return {
    combineWith: 'OR',
    queries: [
      { queries: [word], prefix: word.length >= 2, ...(slips > 0 && { fuzzy: slips }) },
      ...swaps.map((other) => ({ queries: [other], prefix: true, fuzzy: false, boostTerm: () => SWAPPED })),
    ],
  };
}

const swapped = (word: string): readonly string[] =>
  Array.from(
    { length: word.length - 1 },
    (_, at) => word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2),
  ).filter((other) => other !== word);
