import { type CountKey, countText, fill, type LocaleTexts, type TextValues } from '../../foundation/texts.ts';
import de from './locales/de.json' with { type: 'json' };
import en from './locales/en.json' with { type: 'json' };

type LocaleKey = keyof typeof de;
/** Of a text that depends on no number. */
export type Key = Exclude<LocaleKey, `${string}#${string}`>;
/** The file of one language: every text, those that depend on a number in the plural forms of the language. */
type Locale = Readonly<Record<Key, string>> & LocaleTexts;

export const LOCALES: Readonly<Record<string, Locale>> = { de, en };

/** The UI's own texts, amounts and dates in one language. */
export interface UiTexts {
  readonly language: string;
  t(key: Key, values?: TextValues): string;
  /** The plural form of the language for `n`; `{n}` stands for the number. */
  count(key: CountKey<LocaleKey>, n: number): string;
  /** @param cents euro cents */
  money(cents: number): string;
  /** An ISO date as people write it; anything else as it came. */
  date(iso: string): string;
  /** An ISO date with its weekday, as people say it: "Montag, 28. Dezember 2026". */
  weekday(iso: string): string;
}

const FALLBACK = 'de';
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** @param language code of the snapshot; one without words of its own gets German words, never an empty screen */
export function textsFor(language: string): UiTexts {
  const known = Object.hasOwn(LOCALES, language) ? language : FALLBACK;
  const texts: Locale = LOCALES[known] ?? de;
  const euro = new Intl.NumberFormat(known, { style: 'currency', currency: 'EUR' });
  const locale = known === 'en' ? 'en-GB' : known;
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const fullDay = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' });
  return {
    language: known,
    t: (key, values = {}) => fill(texts[key], values),
    count: (key, n) => countText(known, (whole) => texts[whole], key, n) ?? key,
    money: (cents) => euro.format(cents / 100),
    weekday: (iso) => fullDay.format(new Date(`${iso}T00:00:00Z`)),
    date: (iso) => (ISO_DATE.test(iso) ? day.format(new Date(`${iso}T00:00:00Z`)) : iso),
  };
}

/** Words for a code that the contract leaves open (a category, a right of the card); the code itself if there are none. */
export function openCode(words: UiTexts, prefix: 'category' | 'right', code: string): string {
  const key = `${prefix}.${code}`;
  return isKey(key) ? words.t(key) : code;
}

const isKey = (key: string): key is Key => Object.hasOwn(de, key);
