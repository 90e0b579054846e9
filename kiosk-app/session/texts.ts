import { code, type Log } from '../../foundation/log.ts';
import { fill, type LocaleTexts, type TextValues } from '../../foundation/texts.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };

export type Catalogue = Readonly<Record<string, LocaleTexts>>;

/** Words of the session itself: review, receipt, document. The configuration may override each of them. */
export const OWN_TEXTS: Catalogue = { de, en };
/** Every key must exist in it: what other languages lack is shown in this one. */
export const FALLBACK = 'de';

export interface SessionTexts {
  /**
   * @param language IETF tag, as in the site's `languages`
   * @param values replace each `{name}` in the text
   * @returns the text; German if the language lacks it; the key itself if nobody has it, which is logged as a bug
   */
  text(language: string, key: string, values?: TextValues): string;
  has(key: string): boolean;
}

export function createTexts(configured: Catalogue, log: Log): SessionTexts {
  const find = (language: string, key: string): string | undefined =>
    own(configured[language], key) ?? own(OWN_TEXTS[language], key);
  const missing = new Set<string>();
  return {
    has: (key) => find(FALLBACK, key) !== undefined,
    text(language, key, values) {
      const text = find(language, key) ?? find(FALLBACK, key);
      if (text === undefined) {
        if (!missing.has(key)) log.event('error', 'session.text.missing', { key: code(key), kind: code('Bug') });
        missing.add(key);
        return key;
      }
      return values ? fill(text, values) : text;
    },
  };
}

const own = (texts: LocaleTexts | undefined, key: string): string | undefined =>
  texts && Object.hasOwn(texts, key) ? texts[key] : undefined;
