import { expect, test } from 'vitest';
import { isRunningText, readabilityOf, sentencesOf, wordsOf } from './readability.ts';

test('the formula, reckoned by hand: 8 words, 2 of three syllables or more, 3 of more than six letters, 3 of one', () => {
  const { words, longest, wstf } = readabilityOf(['Die Quittung kommt mit der Post nach Hause.']);
  expect([words, longest]).toEqual([8, 8]);
  // 0 % long in syllables, 8 words, one of eight over six letters, six of eight of one syllable.
  expect(wstf).toBeCloseTo(0.1672 * 8 + 0.1297 * 12.5 - 0.0327 * 75 - 0.875, 5);
});

test('a sentence ends with its mark, not with an abbreviation', () => {
  expect(sentencesOf('Rufen Sie an: Nr. 5, z. B. heute. Danke!')).toEqual([
    'Rufen Sie an:',
    'Nr 5, z B heute.',
    'Danke!',
  ]);
});

test('what is filled in counts as no word', () => {
  expect(wordsOf('Noch {n} Versuche')).toEqual(['Noch', 'Versuche']);
});

test.each([
  ['Vornamen', false],
  ['Straße und Hausnummer', false],
  ['Sie wohnen in Musterstadt.', true],
  ['Wer sind Sie?', true],
])('%s is running text: %s', (text, is) => {
  expect(isRunningText(text)).toBe(is);
});
