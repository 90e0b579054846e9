import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { CHARACTERS, LETTERS } from './characters.ts';

const codePoints = (char: string): string =>
  Array.from(char, (one) => (one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')).join(' ');
const digest = (characters: readonly string[]): string =>
  createHash('sha256').update(characters.map(codePoints).sort().join('\n')).digest('hex');

/**
 * Third column of latin_list_1.3.txt as published (commit 0035820), sorted, one a line: `awk -F'; ' '$1=="bll"{print $3}'
 * latin_list_1.3.txt | LC_ALL=C sort | head -c -1 | sha256sum`.
 */
test.each([
  ['letters and sequences (bll)', LETTERS, 649, '302a2ebb2f38c1ddf73a4095fda916d3d9b6d9439d77ff617eeef11d884f0c9c'],
  [
    'names, datatype A (bll, bnlreq)',
    CHARACTERS.name,
    667,
    '5ccba1c628df1b687f191a59f7d57fab9a29f6c7205e71688f1f78e9d3809a2a',
  ],
  [
    'texts, datatype C without control characters (bll, bnlreq, bnl, bnlopt)',
    CHARACTERS.text.filter((char) => !'–—‘‚“”„…'.includes(char)),
    733,
    'a41d68553a718667c104d89b5ffc3d2609b0f9eaaeb5076f763af53b2b1a8b41',
  ],
] as const)('%s are those of DIN 91379, each of them and no other', (_, characters, count, sha256) => {
  expect(characters).toHaveLength(count);
  expect(digest(characters)).toBe(sha256);
});

test('every character is in the form in which it is stored', () => {
  for (const char of CHARACTERS.text) expect(char.normalize('NFC')).toBe(char);
});
