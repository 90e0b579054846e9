import { TRANSLATIONS_FILE } from '../../../contract/configuration/configuration-layers.ts';

export type Parsed = Readonly<Record<string, unknown>>;

/** The files of a place, read. What is not readable is empty: the check says so, not the difference. */
export interface OfferFiles {
  readonly site: Parsed;
  /** By id. */
  readonly services: ReadonlyMap<string, Parsed>;
  /** Language → key → text. */
  readonly texts: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** What the console has no words for inside, by path. */
  readonly others: ReadonlyMap<string, string>;
}

export const objectOf = (value: unknown): Parsed =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Parsed) : {};
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** @param files path → text */
export function readOffer(files: Readonly<Record<string, string>>): OfferFiles {
  const services = new Map<string, Parsed>();
  const texts = new Map<string, Readonly<Record<string, string>>>();
  const others = new Map<string, string>();
  for (const [path, content] of Object.entries(files)) {
    if (path === TRANSLATIONS_FILE) continue;
    const [, folder, name = ''] = /^(\w[\w-]*)\/(.+)\.json$/.exec(path) ?? [];
    if (folder === 'services') services.set(name, read(content));
    else if (folder === 'texts') texts.set(name, read(content) as Readonly<Record<string, string>>);
    else if (path !== 'site.json') others.set(path, JSON.stringify(read(content)));
  }
  return { site: read(files['site.json'] ?? '{}'), services, texts, others };
}

function read(content: string): Parsed {
  try {
    return objectOf(JSON.parse(content));
  } catch {
    return {};
  }
}

/** What a text key says in the reader's language, else in German, else in any. */
export function textIn({ texts }: OfferFiles, key: unknown, language: string): string | null {
  if (typeof key !== 'string') return null;
  for (const code of [language, 'de', ...texts.keys()]) {
    const said = texts.get(code)?.[key];
    if (said) return said;
  }
  return null;
}
