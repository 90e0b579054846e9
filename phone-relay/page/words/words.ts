import { fill, type TextValues } from '../../../foundation/texts.ts';
import de from './de.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };

export type WordKey = keyof typeof de;
export type Words = (key: WordKey, values?: TextValues) => string;

const WORDS: Readonly<Record<string, Readonly<Record<WordKey, string>>>> = { de, en };

/** The page's languages; whoever speaks another one reads German, as at the terminal. */
export const LANGUAGES = Object.keys(WORDS);

/** @param tag IETF tag, of which the first part counts */
export const languageOf = (tag: string): string => {
  const [language = ''] = tag.toLowerCase().split('-');
  return LANGUAGES.includes(language) ? language : 'de';
};

export function wordsOf(tag: string): Words {
  const texts = WORDS[languageOf(tag)] ?? de;
  return (key, values = {}) => fill(texts[key], values);
}
