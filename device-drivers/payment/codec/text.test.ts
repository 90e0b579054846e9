import { expect, test } from 'vitest';
import { decodeText, encodeText } from './text.ts';

test.each(['cp437', 'iso-8859-1', 'iso-8859-15', 'utf-8', 'din-66003'] as const)(
  'German text survives %s',
  (charset) => {
    const text = 'Händlerbeleg für Größe Übung ÄÖÜ 12,00';
    expect(decodeText(encodeText(text, charset), charset)).toBe(text);
  },
);

test.each(['cp437', 'iso-8859-15', 'utf-8', 'din-66003'] as const)(
  'German words in %s are recognised without being told',
  (charset) => {
    for (const word of ['für', 'Größe', 'HÄNDLERBELEG', 'Grün', 'Zahlung möglich', 'Überweisung']) {
      expect(decodeText(encodeText(word, charset), 'auto')).toBe(word);
    }
  },
);

test('the euro sign is one byte in ISO-8859-15 and "EUR" in CP437, which has none', () => {
  expect(encodeText('€', 'iso-8859-15')).toEqual(Uint8Array.of(0xa4));
  expect(decodeText(encodeText('12,00 €', 'cp437'), 'cp437')).toBe('12,00 EUR');
});

test('frame lines of CP437 are not mistaken for umlauts', () => {
  expect(decodeText(Uint8Array.of(0xc4, 0xc4, 0xc4), 'auto')).toBe('───');
});

test('broken UTF-8 yields a replacement character, never an exception', () => {
  expect(decodeText(Uint8Array.of(0x41, 0xc3), 'utf-8')).toBe('A\ufffd');
});

test.each([
  ['H[NDLERBELEG', 'HÄNDLERBELEG'],
  ['f}r PORTALUM GmbH', 'für PORTALUM GmbH'],
  ['Betrag bezahlt, gr|~er', 'Betrag bezahlt, größer'],
  ['Stra~e', 'Straße'],
  ['HAUPTSTRA~E 3', 'HAUPTSTRAßE 3'],
  [']berweisung', 'Überweisung'],
  ['\\ffnungszeiten', 'Öffnungszeiten'],
  ['GESCH[FTS]BERGABE', 'GESCHÄFTSÜBERGABE'],
  ['B}rgerb}ro M}nchen', 'Bürgerbüro München'],
  ['Men}', 'Menü'],
  ['Zahlung m|glich', 'Zahlung möglich'],
])('seven bits without negotiation: "%s" is %s', (wire, text) => {
  expect(decodeText(new TextEncoder().encode(wire), 'auto')).toBe(text);
  expect(decodeText(encodeText(text, 'din-66003'), 'auto')).toBe(text);
});

test.each([
  'Karte: [K] ****5674',
  '[Kopie]',
  '[Kopie fehlt',
  '{0}',
  'Summe|EUR|12,00',
  '|  EUR  |',
  '~~~~',
  'a | b',
  'C:\\',
])('seven bits without negotiation: "%s" stays what it is', (text) => {
  expect(decodeText(new TextEncoder().encode(text), 'auto')).toBe(text);
});

test('DIN 66003 by name: every bracket is an umlaut; CP437 by name: none is', () => {
  const bytes = new TextEncoder().encode('[ \\ ] { | } ~');
  expect(decodeText(bytes, 'din-66003')).toBe('Ä Ö Ü ä ö ü ß');
  expect(decodeText(bytes, 'cp437')).toBe('[ \\ ] { | } ~');
});
