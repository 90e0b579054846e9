import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };

export const LANGUAGES = ['de', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const TEXTS: Readonly<Record<Language, Readonly<Record<string, string>>>> = { de, en };

export interface Words {
  readonly language: Language;
  /** @throws nothing: a key without a text is shown as it is */
  text(key: string, values?: Readonly<Record<string, string | number>>): string;
  /** Text of a driver's own word (a step, a reason, a reading); the word itself where there is none. */
  word(group: 'step' | 'reason' | 'state' | 'device' | 'outcome' | 'protocol', word: string): string;
  time(at: number): string;
}

export function wordsOf(language: Language): Words {
  const texts = TEXTS[language];
  const format = new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return {
    language,
    text: (key, values = {}) =>
      (texts[key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '')),
    word: (group, word) => texts[`${group}.${word}`] ?? word,
    time: (at) => format.format(at),
  };
}
