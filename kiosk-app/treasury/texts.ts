import sharedDe from '../../fleet-link/treasury/texts/de.json' with { type: 'json' };
import sharedEn from '../../fleet-link/treasury/texts/en.json' with { type: 'json' };
import { formatEuro } from '../../foundation/money.ts';
import type { StaffLanguage } from '../../foundation/staff-languages.ts';
import { countText, fill, type LocaleTexts, type TextValues } from '../../foundation/texts.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };

export const TEXTS: Readonly<Record<StaffLanguage, LocaleTexts>> = {
  de: { ...sharedDe, ...de },
  en: { ...sharedEn, ...en },
};

export interface TreasuryWords {
  /** A key without a text is shown as it is. */
  text(key: string, values?: TextValues): string;
  payments(count: number): string;
  /** "-30,70 €" */
  euro(cents: number): string;
  /** Date and time where the till stands. */
  time(at: number, timeZone: string): string;
  /** A day "2026-01-05" in words. */
  day(day: string): string;
}

export function wordsOf(language: StaffLanguage): TreasuryWords {
  const locale = language === 'de' ? 'de-DE' : 'en-GB';
  const text: TreasuryWords['text'] = (key, values = {}) => fill(TEXTS[language][key] ?? key, values);
  const counted = (key: string, n: number) => countText(language, (whole) => TEXTS[language][whole], key, n) ?? key;
  return {
    text,
    payments: (n) => counted('comparison.payments', n),
    euro: (cents) => formatEuro(cents, locale),
    time: (at, timeZone) =>
      new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(at),
    day: (day) =>
      new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'full' }).format(Date.parse(`${day}T12:00:00Z`)),
  };
}
