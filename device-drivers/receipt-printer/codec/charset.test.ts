import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import { expect, test } from 'vitest';
import { CODE_PAGES, encodableIn, toPrintable as toPrintableOn } from './charset.ts';

const ENCODABLE = encodableIn('windows1252');
const toPrintable = (text: string) => toPrintableOn(text, 'windows1252');

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

test.each(CODE_PAGES)('every character we let pass on %s is encoded by the library to its byte', (page) => {
  const encodable = [...encodableIn(page)];
  expect(encodable.length).toBeGreaterThan(200);
  for (const [char, byte] of encodable) {
    const encoder = new ReceiptPrinterEncoder({ language: 'esc-pos', columns: 42, newline: '\n' });
    const bytes = encoder.codepage(page).text(`x${char}x`).encode();
    expect([char, Array.from(bytes).slice(3, 6)]).toEqual([char, [0x78, byte, 0x78]]);
  }
});

test.each([
  ['cp858', 'Møller Þóra Łukasz „Zur Post“ – 30,70 € §', 'Møller Þóra Lukasz "Zur Post" - 30,70 € Par.'],
  ['cp437', 'Møller Þóra Łukasz „Zur Post“ – 30,70 € §', 'Moeller Thóra Lukasz "Zur Post" - 30,70 EUR Par.'],
] as const)('a printer that has only %s prints every name and amount', (page, text, printed) =>
  expect(toPrintableOn(text, page)).toEqual({ text: printed, lost: [] }),
);

test('a letter outside of the code page is written with one of its marks, else without, a letter of its own as the standard maps it', () => {
  expect(toPrintable('Łódź Dvořák Çelik Ộ Ǖ C̨̆ K͟h Đăk ĳ Œuvre ẞ')).toEqual({
    text: 'Lódz Dvorák Çelik Ô Ü C Kh Dak ij Œuvre SS',
    lost: [],
  });
});

test('signs are written as what they stand for', () => {
  expect(toPrintable('H₂O 10⁴ ʹa ≤ 3′')).toEqual({ text: "H2O 104 'a <= 3'", lost: [] });
});

test('what has no equal is "?" once, and told by its code point', () => {
  expect(toPrintable('Grüße Ж €')).toEqual({ text: 'Grüße ? €', lost: [0x416] });
});

test('a printer command in a text is taken out', () => {
  expect(toPrintable('\u001b@')).toEqual({ text: '?@', lost: [0x1b] });
});

test('decomposed umlauts, fixed blanks and the capital sharp s become printable', () => {
  expect(toPrintable('Gru\u0308ße 30,70\u00a0€ STRAẞE 1\u20112').text).toBe('Grüße 30,70 € STRASSE 1-2');
});
