/**
 * Texts of one language by key, as a locale file holds them. A text that depends on a number has one entry for each
 * plural category of its language (Unicode CLDR, "Language Plural Rules"), its key followed by `#` and the category:
 *
 *     "pages#one": "{n} page", "pages#other": "{n} pages"
 *
 * German has `one` and `other`, Polish `one`, `few`, `many` and `other`, Arabic all six. `#` stands in no other key.
 */
export type LocaleTexts = Readonly<Record<string, string>>;

/** What `{name}` in a text is replaced by. */
export type TextValues = Readonly<Record<string, string | number>>;

/** The keys among `Keys` that depend on a number, without `#` and category. */
export type CountKey<Keys extends string> = Keys extends `${infer Base}#other` ? Base : never;

/** The text with each `{name}` replaced; a name without a value stays as it is, so that the mistake is seen. */
export const fill = (text: string, values: TextValues): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(Object.hasOwn(values, name) ? values[name] : whole));

/**
 * The text of a number, with `{n}` and the values replaced.
 * @param language IETF tag; the rules of this language choose the category
 * @param find looks up a whole key, such as `pages#few`
 * @param key without `#` and category
 * @returns the text of `other` where the one of the category is missing; `undefined` where both are
 */
export function countText(
  language: string,
  find: (key: string) => string | undefined,
  key: string,
  n: number,
  values: TextValues = {},
): string | undefined {
  const text = find(`${key}#${rulesOf(language).select(n)}`) ?? find(`${key}#other`);
  return text === undefined ? undefined : fill(text, { n, ...values });
}

/**
 * For tests of a locale file: the keys that its language needs and it lacks.
 * @param reference the language in which texts are written first: what depends on a number there must do so here too
 */
export function missingPlurals(
  language: string,
  texts: LocaleTexts,
  reference: LocaleTexts = texts,
): readonly string[] {
  const counted = Object.keys({ ...reference, ...texts }).filter((key) => key.includes('#'));
  const bases = new Set(counted.map((key) => key.slice(0, key.indexOf('#'))));
  const { pluralCategories } = rulesOf(language).resolvedOptions();
  return [...bases]
    .flatMap((base) => pluralCategories.map((category) => `${base}#${category}`))
    .filter((key) => !Object.hasOwn(texts, key));
}

const known = new Map<string, Intl.PluralRules>();

function rulesOf(language: string): Intl.PluralRules {
  const rules = known.get(language) ?? new Intl.PluralRules(language);
  known.set(language, rules);
  return rules;
}
