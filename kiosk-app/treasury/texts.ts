import { formatEuro } from '../../foundation/money.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };

export const LANGUAGES = ['de', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const TEXTS: Readonly<Record<Language, Readonly<Record<string, string>>>> = { de, en };

export interface TreasuryWords {
  /** A key without a text is shown as it is. */
  text(key: string, values?: Readonly<Record<string, string | number>>): string;
  payments(count: number): string;
  /** "-30,70 €" */
  euro(cents: number): string;
  /** Date and time where the till stands. */
  time(at: number, timeZone: string): string;
  /** A day "2026-01-05" in words. */
  day(day: string): string;
}

export function wordsOf(language: Language): TreasuryWords {
  const locale = language === 'de' ? 'de-DE' : 'en-GB';
  const text: TreasuryWords['text'] = (key, values = {}) =>
    (TEXTS[language][key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
  return {
    text,
    payments: (n) => text(n === 1 ? 'comparison.payments.one' : 'comparison.payments', { n }),
    euro: (cents) => formatEuro(cents, locale),
    time: (at, timeZone) =>
      new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(at),
    day: (day) =>
      new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'full' }).format(Date.parse(`${day}T12:00:00Z`)),
  };
}
