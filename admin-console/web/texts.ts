import de from './locales/de.json' with { type: 'json' };
import en from './locales/en.json' with { type: 'json' };

export type TextKey = keyof typeof de;
export type Language = 'de' | 'en';
const BUNDLES: Readonly<Record<Language, Readonly<Record<string, string>>>> = { de, en };

export type Say = (key: TextKey | (string & {}), values?: Readonly<Record<string, string | number>>) => string;

/** Texts of one language; an unknown code (a newer terminal's) is shown as it came rather than hidden. */
export function texts(language: Language): Say {
  return (key, values = {}) =>
    (BUNDLES[language][key] ?? key.slice(key.indexOf('.') + 1)).replace(/\{(\w+)\}/g, (_, name) =>
      String(values[name] ?? ''),
    );
}

export const timeWords = (at: number, language: Language): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
