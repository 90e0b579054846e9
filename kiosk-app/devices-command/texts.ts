import reasonsDe from '../../device-drivers/texts/de.json' with { type: 'json' };
import reasonsEn from '../../device-drivers/texts/en.json' with { type: 'json' };
import type { StaffLanguage } from '../../foundation/staff-languages.ts';
import { fill, type LocaleTexts, type TextValues } from '../../foundation/texts.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };

const TEXTS: Readonly<Record<StaffLanguage, LocaleTexts>> = {
  de: { ...reasonsDe, ...de },
  en: { ...reasonsEn, ...en },
};

type Group = 'step' | 'reason' | 'reading' | 'state' | 'device' | 'outcome' | 'protocol';
const OTHER_PLACE: { readonly [G in Group]?: readonly Group[] } = { reason: ['reading'], reading: ['reason'] };

export interface DevicesWords {
  readonly language: StaffLanguage;
  /** @throws nothing: a key without a text is shown as it is */
  text(key: string, values?: TextValues): string;
  /**
   * Text of a driver's own word (a step, a reason, a reading; numbers in it are filled in, and of "what: why" both are
   * looked up); the word itself where there is none. Of a step, a detail may be either: a reading ("cover: closed") is
   * looked up among the reasons too, and a reason among the readings.
   */
  word(group: Group, word: string): string;
  time(at: number): string;
}

export function wordsOf(language: StaffLanguage): DevicesWords {
  const texts = TEXTS[language];
  const format = new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return {
    language,
    text: (key, values = {}) => fill(texts[key] ?? key, values),
    word: (group, word) => wordOf(texts, [group, ...(OTHER_PLACE[group] ?? [])], word),
    time: (at) => format.format(at),
  };
}

function wordOf(texts: LocaleTexts, groups: readonly Group[], word: string): string {
  const textOf = (key: string) => groups.map((group) => texts[`${group}.${key}`]).find((text) => text !== undefined);
  const whole = textOf(word);
  if (whole !== undefined) return whole;
  const numbers: string[] = [];
  const pattern = word.replace(/\d+/g, (number) => `{${numbers.push(number) - 1}}`);
  const text = textOf(pattern);
  if (text !== undefined) return fill(text, Object.fromEntries(numbers.entries()));
  const [what, ...why] = word.split(': ');
  return why.length === 0 ? word : [what ?? '', ...why].map((part) => wordOf(texts, groups, part)).join(': ');
}
