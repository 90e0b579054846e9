import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import { expect, test } from 'vitest';
import { ENCODABLE, firstUnencodable, toPrintable } from './charset.ts';

test('euro and umlauts are in the code page where WPC1252 has them', () => {
  expect([...'€äöüÄÖÜß'].map((char) => ENCODABLE.get(char))).toEqual([0x80, 0xe4, 0xf6, 0xfc, 0xc4, 0xd6, 0xdc, 0xdf]);
});

test('every character we let pass is encoded by the library to the byte the platform decodes', () => {
  for (const [char, byte] of ENCODABLE) {
    const encoder = new ReceiptPrinterEncoder({ language: 'esc-pos', columns: 42, newline: '\n' });
    const bytes = encoder.codepage('windows1252').text(`x${char}x`).encode();
    expect([char, Array.from(bytes).slice(3, 6)]).toEqual([char, [0x78, byte, 0x78]]);
  }
});

test('a character outside of the code page is found', () => {
  expect(firstUnencodable('Łódź')).toBe('Ł');
  expect(firstUnencodable('Grüße €')).toBeNull();
});

test('a printer command in a text is found', () => {
  expect(firstUnencodable('\u001b@')).toBe('\u001b');
});

test('decomposed umlauts, fixed blanks and the capital sharp s become printable', () => {
  expect(toPrintable('Gru\u0308ße 30,70\u00a0€ STRAẞE 1\u20112')).toBe('Grüße 30,70 € STRASSE 1-2');
});
