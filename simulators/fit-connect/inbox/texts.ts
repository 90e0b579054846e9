import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Bug } from '../../../foundation/errors.ts';
import { STAFF_LANGUAGES, type StaffLanguage } from '../../../foundation/staff-languages.ts';
import { countText, fill, type LocaleTexts, type TextValues } from '../../../foundation/texts.ts';
import { parseJson } from '../../../portals/http/request.ts';

/** Gives the text of a key, with `{name}` replaced. @throws Bug for a key without text */
export interface InboxTexts {
  (key: string, values?: TextValues): string;
  /** The form that the language has for `n`. */
  count(key: string, n: number): string;
}

const BUNDLES = Object.fromEntries(STAFF_LANGUAGES.map((language) => [language, load(language)]));

function load(language: StaffLanguage): LocaleTexts {
  const file = readFileSync(new URL(`./texts/${language}.json`, import.meta.url), 'utf8');
  return z.record(z.string(), z.string()).parse(parseJson(file));
}

const bundleOf = (language: StaffLanguage): LocaleTexts => BUNDLES[language] ?? {};

export function textsOf(language: StaffLanguage): InboxTexts {
  const texts = bundleOf(language);
  const found = (key: string, text: string | undefined): string => {
    if (text === undefined) throw new Bug(`no text ${key} in ${language}`);
    return text;
  };
  const text = (key: string, values: TextValues = {}) => fill(found(key, texts[key]), values);
  const count = (key: string, n: number) =>
    found(
      key,
      countText(language, (whole) => texts[whole], key, n),
    );
  return Object.assign(text, { count });
}

export const hasText = (language: StaffLanguage, key: string): boolean => Object.hasOwn(bundleOf(language), key);
