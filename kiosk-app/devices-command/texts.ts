import checksDe from '../../device-drivers/texts/checks.de.json' with { type: 'json' };
import checksEn from '../../device-drivers/texts/checks.en.json' with { type: 'json' };
import reasonsDe from '../../device-drivers/texts/de.json' with { type: 'json' };
import { driverWord } from '../../device-drivers/texts/driver-word.ts';
import reasonsEn from '../../device-drivers/texts/en.json' with { type: 'json' };
import type { StaffLanguage } from '../../foundation/staff-languages.ts';
import { fill, type LocaleTexts, type TextValues } from '../../foundation/texts.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };

const TEXTS: Readonly<Record<StaffLanguage, LocaleTexts>> = {
  de: { ...reasonsDe, ...checksDe, ...de },
  en: { ...reasonsEn, ...checksEn, ...en },
};

type Group = 'check-step' | 'reason' | 'check-reading' | 'state' | 'device' | 'outcome' | 'protocol';
const OTHER_PLACE: { readonly [G in Group]?: readonly Group[] } = {
  reason: ['check-reading'],
  'check-reading': ['reason'],
};

export interface DevicesWords {
  readonly language: StaffLanguage;
  /** @throws nothing: a key without a text is shown as it is */
  text(key: string, values?: TextValues): string;
  /**
   * Text of a driver's own word, see `driverWord`. Of a step, a detail may be either: a reading ("cover: closed") is
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
  const textOf = (key: string, values: TextValues) => {
    const text = texts[key];
    return text === undefined ? undefined : fill(text, values);
  };
  return {
    language,
    text: (key, values = {}) => fill(texts[key] ?? key, values),
    word: (group, word) => driverWord(textOf, [group, ...(OTHER_PLACE[group] ?? [])], word),
    time: (at) => format.format(at),
  };
}
