import type { WordParts } from '../../../config/words/word-parts.ts';
import type { Ports } from '../ports.ts';
import { createServiceSearch, type ServiceSearch } from './search.ts';

type IndexPorts = Pick<Ports, 'start' | 'texts' | 'words'>;

interface Index {
  readonly parts: WordParts;
  readonly search: ServiceSearch;
}

/** By session and language; made when somebody begins to type, and again once the parts of words have come. */
const indexes = new WeakMap<IndexPorts['start'], Map<string, Index>>();

/** German keywords count in every language: people look for the word on their letter. */
export function searchIn(ports: IndexPorts, language: string): ServiceSearch {
  const { start, texts, words } = ports;
  const made = indexes.get(start) ?? new Map<string, Index>();
  indexes.set(start, made);
  const known = made.get(language);
  if (known && known.parts === words.parts) return known.search;
  const items = start.services.map(({ id, title, summary, keywords }) => ({
    id,
    title: texts.text(language, title),
    summary: texts.text(language, summary),
    keywords: [...new Set([...(keywords[language] ?? []), ...(keywords.de ?? [])])],
  }));
  const search = createServiceSearch(items, words.parts);
  made.set(language, { parts: words.parts, search });
  return search;
}
