import de from './locales/de.json' with { type: 'json' };
import en from './locales/en.json' with { type: 'json' };

export type Key = keyof typeof de;
/** Keys that come as `<base>.one` and `<base>.other`. */
export type CountKey = { [K in Key]: K extends `${infer Base}.one` ? Base : never }[Key];
export type Params = Readonly<Record<string, string | number>>;

export const LOCALES: Readonly<Record<string, Readonly<Record<Key, string>>>> = { de, en };

/** The UI's own words, amounts and dates in one language. */
export interface Words {
  readonly language: string;
  t(key: Key, params?: Params): string;
  /** The plural form of the language for `n`; `{n}` stands for the number. */
  count(key: CountKey, n: number): string;
  /** @param cents euro cents */
  money(cents: number): string;
  /** An ISO date as people write it; anything else as it came. */
  date(iso: string): string;
}

const FALLBACK = 'de';
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** @param language code of the snapshot; one without words of its own gets German words, never an empty screen */
export function wordsFor(language: string): Words {
  const known = Object.hasOwn(LOCALES, language) ? language : FALLBACK;
  const texts = LOCALES[known] ?? de;
  const plural = new Intl.PluralRules(known);
  const euro = new Intl.NumberFormat(known, { style: 'currency', currency: 'EUR' });
  const day = new Intl.DateTimeFormat(known === 'en' ? 'en-GB' : known, { dateStyle: 'medium', timeZone: 'UTC' });
  const t = (key: Key, params: Params = {}): string =>
    texts[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
  return {
    language: known,
    t,
    count: (key, n) => t(plural.select(n) === 'one' ? `${key}.one` : `${key}.other`, { n }),
    money: (cents) => euro.format(cents / 100),
    date: (iso) => (ISO_DATE.test(iso) ? day.format(new Date(`${iso}T00:00:00Z`)) : iso),
  };
}

/** Words for a code that the contract leaves open (a category, a right of the card); the code itself if there are none. */
export function openCode(words: Words, prefix: 'category' | 'right', code: string): string {
  const key = `${prefix}.${code}`;
  return isKey(key) ? words.t(key) : code;
}

const isKey = (key: string): key is Key => Object.hasOwn(de, key);
