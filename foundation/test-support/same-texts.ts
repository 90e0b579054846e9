import { expect, test } from 'vitest';
import type { LocaleTexts } from '../texts.ts';

const filledIn = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

/** The tests that two languages of one list of texts have in common. */
export function testSameTexts(de: LocaleTexts, en: LocaleTexts): void {
  test('both languages have the same keys, none of them empty', () => {
    expect(Object.keys(en)).toEqual(Object.keys(de));
    expect([...Object.values(de), ...Object.values(en)].every((text) => text.trim() !== '')).toBe(true);
  });

  test('both languages fill in the same values', () => {
    for (const [key, text] of Object.entries(de)) expect(filledIn(en[key] ?? ''), key).toEqual(filledIn(text));
  });
}
