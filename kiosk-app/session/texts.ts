import { code, type Log } from '../../foundation/log.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };

export type Catalogue = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Words of the session itself: review, receipt, document. The configuration may override each of them. */
export const OWN_TEXTS: Catalogue = { de, en };
/** Every key must exist in it: what other languages lack is shown in this one. */
export const FALLBACK = 'de';

export interface SessionTexts {
  /**
   * @param language IETF tag, as in the site's `languages`
   * @param params replaces `{name}` in the text
   * @returns the text; German if the language lacks it; the key itself if nobody has it, which is logged as a bug
   */
  text(language: string, key: string, params?: Readonly<Record<string, string>>): string;
  has(key: string): boolean;
}

export function createTexts(configured: Catalogue, log: Log): SessionTexts {
  const find = (language: string, key: string): string | undefined =>
    own(configured[language], key) ?? own(OWN_TEXTS[language], key);
  const missing = new Set<string>();
  return {
    has: (key) => find(FALLBACK, key) !== undefined,
    text(language, key, params) {
      const text = find(language, key) ?? find(FALLBACK, key);
      if (text === undefined) {
        if (!missing.has(key)) log.event('error', 'session.text.missing', { key: code(key), kind: code('Bug') });
        missing.add(key);
        return key;
      }
      return params ? text.replace(/\{(\w+)\}/g, (whole, name: string) => params[name] ?? whole) : text;
    },
  };
}

const own = (texts: Readonly<Record<string, string>> | undefined, key: string): string | undefined =>
  texts && Object.hasOwn(texts, key) ? texts[key] : undefined;
