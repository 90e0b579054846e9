/**
 * Search that tolerates case, umlauts written in any way, unfinished words, one or two slips in longer words.
 * Small on purpose: a terminal offers tens of services, not thousands.
 */
export interface Searchable {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly keywords: readonly string[];
}

const WEIGHTS = { title: 3, keyword: 2, summary: 1 } as const;

/** Ids of what fits every word of the query, best first; all of them for an empty query. */
export function search(items: readonly Searchable[], query: string): readonly string[] {
  const words = wordsOf(query);
  if (words.length === 0) return items.map((item) => item.id);
  return items
    .map((item) => ({ id: item.id, score: scoreOf(item, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ id }) => id);
}

function scoreOf(item: Searchable, words: readonly string[]): number {
  const title = wordsOf(item.title);
  const keywords = item.keywords.flatMap(wordsOf);
  const summary = wordsOf(item.summary);
  let total = 0;
  for (const word of words) {
    const score = Math.max(
      WEIGHTS.title * best(word, title),
      WEIGHTS.keyword * best(word, keywords),
      WEIGHTS.summary * best(word, summary),
    );
    if (score === 0) return 0;
    total += score;
  }
  return total;
}

const best = (word: string, candidates: readonly string[]): number =>
  candidates.reduce((most, candidate) => Math.max(most, likeness(word, candidate)), 0);

function likeness(word: string, candidate: string): number {
  if (word === candidate) return 1;
  if (candidate.startsWith(word)) return 0.9;
  if (word.length >= 4 && candidate.includes(word)) return 0.7;
  const slips = word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
  if (slips === 0) return 0;
  // An unfinished word may hold a slip as well: compare with as much of the candidate as was typed.
  const near = Math.min(distance(word, candidate), distance(word, candidate.slice(0, word.length)));
  return near <= slips ? 0.5 : 0;
}

const wordsOf = (text: string): readonly string[] =>
  fold(text)
    .split(/[^a-z0-9]+/)
    .filter(Boolean);

/** "Straße" = "strasse", "Hundemarke für Rüden" = "… fuer rueden"; other accents are dropped. */
const fold = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '');

/** Optimal string alignment: insertions, deletions, exchanges, and swapped neighbours count one each. */
function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const exchange = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, exchange);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(least);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
