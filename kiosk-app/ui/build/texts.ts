import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Plugin } from 'vite';

type Texts = Readonly<Record<string, string>>;

const LOCALE = /^\.\/locales\/([a-z]{2})\.json$/;
const TABLE = '\0texts';

/**
 * The texts of all languages as one module, key by key: `column(i)` gives the i-th language's. Side by side a key
 * stands once and the texts compress with each other; one file after another is a third larger over the wire.
 */
export function textTable(locales: readonly Texts[]): string {
  const keys = [...new Set(locales.flatMap((texts) => Object.keys(texts)))];
  const rows = Object.fromEntries(keys.map((key) => [key, locales.map((texts) => texts[key])]));
  return [
    `const rows = ${JSON.stringify(rows)};`,
    'export const column = (i) => Object.fromEntries(Object.entries(rows).map(([key, texts]) => [key, texts[i]]));',
  ].join('\n');
}

/** Puts the table in the place of the JSON files that `texts.ts` imports. @param languages in the table's order */
export function textsPlugin(directory: string, languages: readonly string[]): Plugin {
  const file = (language: string) => join(directory, `${language}.json`);
  return {
    name: 'texts',
    enforce: 'pre',
    resolveId(source, importer) {
      if (source === TABLE) return TABLE;
      const language = LOCALE.exec(source)?.[1];
      const isOurs = importer !== undefined && basename(importer) === 'texts.ts';
      return isOurs && language !== undefined && languages.includes(language) ? `${TABLE}:${language}` : null;
    },
    load(id) {
      if (id === TABLE) {
        for (const language of languages) this.addWatchFile(file(language));
        return textTable(languages.map((language) => JSON.parse(readFileSync(file(language), 'utf8')) as Texts));
      }
      if (!id.startsWith(`${TABLE}:`)) return null;
      const index = languages.indexOf(id.slice(TABLE.length + 1));
      return `import { column } from ${JSON.stringify(TABLE)};\nexport default column(${index});`;
    },
  };
}
