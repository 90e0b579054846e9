import { expect, test } from 'vitest';
import { toPrintable } from '../../device-drivers/receipt-printer/charset.ts';
import { CHARACTERS } from '../../kiosk-app/session/contract/characters.ts';

/** The keyboard's and the validator's table against a device that knows nothing of it. */
test('every character that can be typed is printed on a receipt, as itself or transliterated', () => {
  expect(CHARACTERS.text.filter((char) => toPrintable(`a${char}`).lost.length > 0)).toEqual([]);
});

test('what the code page has is printed as it is', () => {
  for (const char of ['Ø', 'å', 'é', 'ß', 'Ž', '€', '„', '–']) expect(toPrintable(char).text).toBe(char);
});
