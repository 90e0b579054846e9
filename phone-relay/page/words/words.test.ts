import { expect, test } from 'vitest';
import { FILE_REFUSALS } from '../../../portals/phone-relay/link/link-messages.ts';
import de from './de.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import { languageOf, wordsOf } from './words.ts';

const holes = (text: string): readonly string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([hole]) => hole).sort();

test('German and English say the same with the same values', () => {
  expect(Object.keys(en)).toEqual(Object.keys(de));
  for (const [key, text] of Object.entries(de)) expect(holes(en[key as keyof typeof en]), key).toEqual(holes(text));
});

test('every reason for which a file is refused has its words', () => {
  expect(FILE_REFUSALS.filter((reason) => !Object.hasOwn(de, `refused.${reason}`))).toEqual([]);
});

test('no German sentence is longer than 15 words', () => {
  const sentences = Object.values(de).flatMap((text) => text.split(/[.?!:]\s/));
  expect(sentences.filter((sentence) => sentence.split(/\s+/).length > 15)).toEqual([]);
});

test('whoever speaks another language reads German', () => {
  expect([languageOf('en-GB'), languageOf('ar'), languageOf('')]).toEqual(['en', 'de', 'de']);
  expect(wordsOf('ar')('page.name', { n: 2 })).toBe('Seite 2');
});
