import { expect, test } from 'vitest';
import de from './locales/de.json' with { type: 'json' };
import en from './locales/en.json' with { type: 'json' };
import { openCode, wordsFor } from './texts.ts';

const placeholders = (text: string): readonly string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();

test('German and English have the same keys', () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(de).sort());
});

test('no text is empty, and both languages fill in the same values', () => {
  for (const [key, text] of Object.entries(de)) {
    const other = (en as Record<string, string>)[key] ?? '';
    expect(text.trim(), key).not.toBe('');
    expect(other.trim(), key).not.toBe('');
    expect(placeholders(other), key).toEqual(placeholders(text));
  }
});

test('no text claims that somebody knows or is coming: nobody has confirmed it but the staff who take a call for help', () => {
  const claim = /weiß Bescheid|ist informiert|ist unterwegs|kommt gleich|technicians know|been informed|on the way/i;
  const claiming = [de, en].flatMap((texts) => Object.entries(texts).filter(([, text]) => claim.test(text)));
  expect(claiming).toEqual([]);
});

test('one and many are told apart', () => {
  expect(wordsFor('de').count('identify.enter.tries', 1)).toBe('Noch 1 Versuch');
  expect(wordsFor('de').count('identify.enter.tries', 2)).toBe('Noch 2 Versuche');
  expect(wordsFor('en').count('identify.enter.tries', 1)).toBe('1 try left');
});

test('amounts and dates are written as the language writes them', () => {
  expect(wordsFor('de').money(3070)).toBe('30,70\u00a0€');
  expect(wordsFor('en').money(3070)).toBe('€30.70');
  expect(wordsFor('de').date('2026-02-14')).toBe('14.02.2026');
  expect(wordsFor('en').date('2026-02-14')).toBe('14 Feb 2026');
});

test('a date that is not ISO is shown as it came', () => {
  expect(wordsFor('de').date('Ende März')).toBe('Ende März');
});

test('a language without words of its own gets German ones', () => {
  expect(wordsFor('ar').t('bar.help')).toBe('Hilfe');
});

test('an open code without words is shown itself', () => {
  expect(openCode(wordsFor('de'), 'right', 'GivenNames')).toBe('Vornamen');
  expect(openCode(wordsFor('de'), 'right', 'ShoeSize')).toBe('ShoeSize');
});

test('a text of the city that looks like a placeholder is not filled in twice', () => {
  expect(wordsFor('de').t('identify.consent.asks', { name: '{name}' })).toBe('{name} möchte lesen:');
});
