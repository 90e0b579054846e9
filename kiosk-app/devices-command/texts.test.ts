import { expect, test } from 'vitest';
import reasons from '../../device-drivers/texts/de.json' with { type: 'json' };
import { testSameTexts } from '../../foundation/test-support/same-texts.ts';
import { table, WIDTH, wrap } from './layout.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import { wordsOf } from './texts.ts';

testSameTexts(de, en);

test('no reason of a device is worded a second time', () => {
  expect(Object.keys(de).filter((key) => key in reasons || key.startsWith('reason.'))).toEqual([]);
});

test('a detail that is a reason where it failed is read as a reading where it passed', () => {
  const { word } = wordsOf('de');
  expect([word('reason', 'closed'), word('check-reading', 'closed')]).toEqual(['Verbindung getrennt', 'geschlossen']);
});

test('a word of a driver without a text is shown as it is', () => {
  expect(wordsOf('de').word('reason', 'Musterdruck Laser 30')).toBe('Musterdruck Laser 30');
});

test('numbers in a word are filled into its text, and both sides of a colon are looked up', () => {
  const { word } = wordsOf('de');
  expect(word('reason', 'receipt 17')).toBe('Beleg 17');
  expect(word('reason', '3 came, 2 went since start')).toBe('seit Start 3 gekommen, 2 gegangen');
  expect(word('reason', 'cups-2.4.2: no-ipp-backend')).toBe('cups-2.4.2: Drucker dahinter nicht über IPP erreichbar');
});

test('long cells go on in the next line, words longer than the column are cut', () => {
  expect(wrap('ein zwei drei', 8)).toEqual(['ein zwei', 'drei']);
  expect(wrap('abcdefgh', 3)).toEqual(['abc', 'def', 'gh']);
  expect(wrap('', 3)).toEqual(['']);
  const lines = table([['a', 'x '.repeat(60)]], [3]);
  expect(lines.length).toBeGreaterThan(1);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(WIDTH);
});
