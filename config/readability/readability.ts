import { syllablesOf } from './syllables.ts';

/** Nobody who reads German at level B1 has to read a text that is harder, or a sentence that is longer. */
export const LIMITS = { wstf: 7, wordsInSentence: 15 } as const;

const WORD = /[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu;
/** Behind these no sentence ends. */
const ABBREVIATIONS = /\b(z\. ?B|d\. ?h|u\. ?a|Nr|Str|ca|bzw|usw|Abs|e\. ?V)\./g;

/** Sentences of a text: what ends with a full stop, a question or an exclamation mark, a colon, or the text. */
export const sentencesOf = (text: string): readonly string[] =>
  text
    .replace(ABBREVIATIONS, (short) => short.replaceAll('.', ''))
    .split(/(?<=[.?!:…])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /\p{L}/u.test(sentence));

/** What is read as one word: numbers and addresses count, blanks of a text ("{n}") do not. */
export const wordsOf = (text: string): readonly string[] => text.replace(/\{[^}]*\}/g, '').match(WORD) ?? [];

/**
 * Running text as opposed to a name: a label, a title, a choice is a name of a thing, and a formula for texts says
 * nothing of it.
 */
export const isRunningText = (text: string): boolean => /[.?!]$/.test(text.trim()) && wordsOf(text).length >= 3;

export interface Readability {
  readonly words: number;
  /** Words of the longest sentence. */
  readonly longest: number;
  /** First Wiener Sachtextformel (Bamberger and Vanecek 1984): about the year of school in which it is understood. */
  readonly wstf: number;
}

/** @param texts German; what stands on one screen, in any order */
export function readabilityOf(texts: readonly string[]): Readability {
  const sentences = texts.flatMap(sentencesOf);
  const words = sentences.flatMap(wordsOf);
  const share = (is: (word: string) => boolean) => (words.filter(is).length / Math.max(1, words.length)) * 100;
  const longest = Math.max(0, ...sentences.map((sentence) => wordsOf(sentence).length));
  const ms = share((word) => syllablesOf(word) >= 3);
  const sl = words.length / Math.max(1, sentences.length);
  const iw = share((word) => word.replace(/[^\p{L}]/gu, '').length > 6);
  const es = share((word) => syllablesOf(word) === 1);
  const wstf = 0.1935 * ms + 0.1672 * sl + 0.1297 * iw - 0.0327 * es - 0.875;
  return { words: words.length, longest, wstf };
}
