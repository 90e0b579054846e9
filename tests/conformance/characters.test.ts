import { expect, test } from 'vitest';
import { CODE_PAGES, toPrintable } from '../../device-drivers/receipt-printer/codec/charset.ts';
import { CHARACTERS } from '../../kiosk-app/session/contract/characters.ts';

/** The keyboard's and the validator's table against a device that knows nothing of it. */
test.each(CODE_PAGES)(
  'every character that can be typed is printed on a receipt of a printer that has %s, as itself or transliterated',
  (page) => {
    expect(CHARACTERS.text.filter((char) => toPrintable(`a${char}`, page).lost.length > 0)).toEqual([]);
  },
);

test('what the code page has is printed as it is', () => {
  for (const char of ['Ø', 'å', 'é', 'ß', 'Ž', '€', '„', '–']) expect(toPrintable(char, 'windows1252').text).toBe(char);
});
