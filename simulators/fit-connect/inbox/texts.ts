import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Bug } from '../../../foundation/errors.ts';
import { parseJson } from '../../../portals/http/request.ts';

export const INBOX_LANGUAGES = ['de', 'en'] as const;
export type InboxLanguage = (typeof INBOX_LANGUAGES)[number];

/** Gives the text of a key, with `{name}` replaced. @throws Bug for a key without text */
export type InboxTexts = (key: string, values?: Readonly<Record<string, string>>) => string;

const loaded = new Map<InboxLanguage, InboxTexts>();

export function textsOf(language: InboxLanguage): InboxTexts {
  const held = loaded.get(language);
  if (held) return held;
  const file = readFileSync(new URL(`./texts/${language}.json`, import.meta.url), 'utf8');
  const texts = z.record(z.string(), z.string()).parse(parseJson(file));
  const lookUp: InboxTexts = (key, values = {}) => {
    const text = texts[key];
    if (text === undefined) throw new Bug(`no text ${key} in ${language}`);
    return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
  };
  loaded.set(language, lookUp);
  return lookUp;
}

export const hasText = (language: InboxLanguage, key: string): boolean => {
  try {
    textsOf(language)(key);
    return true;
  } catch {
    return false;
  }
};
