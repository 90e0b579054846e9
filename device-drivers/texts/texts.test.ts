import { expect, test } from 'vitest';
import de from './de.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };

test('both languages have the same keys, none of them empty', () => {
  expect(Object.keys(en)).toEqual(Object.keys(de));
  expect([...Object.values(de), ...Object.values(en)].every((text) => text.trim() !== '')).toBe(true);
});

test('both languages fill in the same values', () => {
  const named = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  for (const [key, text] of Object.entries(de))
    expect(named(new Map(Object.entries(en)).get(key) ?? ''), key).toEqual(named(text));
});
