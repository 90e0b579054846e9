import { expect, test } from 'vitest';
import { isSameReference } from './reference.ts';
import { billReferencesIn, MOST_REFERENCES } from './words-on-a-bill.ts';

/** Where among the candidates the number of the letter stands; -1 if it is lost. */
const rankOf = (words: string, wanted: string) =>
  billReferencesIn(words).findIndex((reference) => isSameReference(reference, wanted));

test.each([
  'KZ771120004455',
  'KZ7711 2000 4455',
  'KZ-7711-2000-4455',
  'Kassenzeichen7711 2000 4455',
  'KaZ 7711 2000 4455',
  'Kass.Z. 771120004455',
  'Kassen-Z.: 7711 2000 4455',
  'BuchZ 7711.2000.4455',
  'Vertragsgegenstand 7711 2000 4455',
  'VwZ 7711 2000 4455',
  'V-Zweck 7711 2000 4455',
  'Verwendungszweck: Kassenzeichen 7711 2000 4455',
  'SVWZ+7711 2000 4455',
  'EREF+771120004455 SVWZ+Hundesteuer',
  'Pers.-Kto. 7711 2000 4455',
  'Debitor 7711 2000 4455',
  'RgNr. 7711 2000 4455',
  'RNr. 7711 2000 4455',
  'Forderung 7711 2000 4455',
  'GeschZ. 7711-2000/4455',
  'KdNr. 7711 2000 4455',
  'Mieternummer 7711 2000 4455',
  'OWi 7711 2000 4455',
])('"%s": what a municipality calls its number is no part of it', (words) =>
  expect(rankOf(words, '771120004455')).toBe(0),
);

test.each([
  'Kundennummer 10045678 Kassenzeichen 7711 2000 4455',
  'Kd.-Nr. 10045678 / KZ 7711 2000 4455',
  'PK 12345678 KZ 7711 2000 4455',
  'Az.: 32.1-0815/26, Kassenzeichen: 7711 2000 4455',
  'Tel. 0123 4560 KZ 7711 2000 4455',
  'IBAN DE89 3704 0044 0532 0130 00 Kassenzeichen 7711 2000 4455',
])('"%s": the Kassenzeichen is asked for first, whatever number stands before it', (words) =>
  expect(rankOf(words, '771120004455')).toBe(0),
);

test('a customer number is left only where no other number is', () => {
  expect(rankOf('KdNr 10045678, 7711 2000 4455', '771120004455')).toBeGreaterThanOrEqual(0);
  expect(billReferencesIn('KdNr 10045678')).toEqual(['10045678']);
});

test.each([
  '2026-11-12 7711 2000 4455',
  '7711 2000 4455 / 12.11.2026',
  'Verwarnung 12.11.2026 14:35 7711 2000 4455',
  'Grundsteuer B 4/2026 7711 2000 4455',
  'Kassenzeichen 7711 2000 4455 30,70 EUR',
  '7711 2000 4455 EUR 30,70',
  '7711 2000 4455 30,70',
  '7711 2000 4455 30.70 EUR',
  'Betrag 1.230,70 EUR, 7711 2000 4455',
  'Grundsteuer 01.01.-31.12.2026 7711 2000 4455',
  'Zeitraum 01.01.2026-31.12.2026 7711 2000 4455',
])('"%s": days, periods and amounts are no part of the number', (words) =>
  expect(rankOf(words, '771120004455')).toBe(0),
);

test.each(['Rate 1 von 4 7711 2000 4455', '7711 2000 4455 2 Hunde', 'Elternbeitrag Nov. 26 7711 2000 4455'])(
  '"%s": a count before or behind the number is tried without',
  (words) => expect(rankOf(words, '771120004455')).toBeGreaterThanOrEqual(0),
);

test.each([
  'Kassenzeichen: "7711 2000 4455"',
  'Kassenzeichen „7711 2000 4455“',
  '*771120004455*',
  '#771120004455',
  'Kassenzeichen 7711 2000 4455!',
  'Kassenzeichen/7711 2000 4455',
  '7711_2000_4455',
  'Kassenzeichen 7711 - 2000 - 4455',
  '7711 2000 4455.',
])('%s: marks around a number', (words) => expect(rankOf(words, '771120004455')).toBe(0));

test.each([
  ['7711 2OOO 4455', '771120004455'],
  ['77ll 2000 4455', '771120004455'],
  ['5.O123.456789.O', '5.0123.456789.0'],
  ['VW-2O26-O815-4', 'VW-2026-0815-4'],
])('"%s": letters typed for digits', (words, wanted) => expect(billReferencesIn(words)[1]).toBe(wanted));

test.each([
  ['Verwarnung VW 2026 0815 4', 'VW202608154'],
  ['Kassenzeichen 7711 AB 4455', '7711AB4455'],
  ['Kassenzeichen 7711 2000 4455 X', '771120004455X'],
  ['ISO 11649: RF18 5390 0754 7034', 'RF18539007547034'],
  ['RF 18 5390 0754 7034', 'RF18539007547034'],
  ['RF971234567890123456789', '1234567890123456789'],
])('"%s": letters that belong to the number', (words, wanted) =>
  expect(rankOf(words, wanted)).toBeGreaterThanOrEqual(0),
);

test('a letter full of numbers asks the register no more than a few times', () => {
  const many = Array.from({ length: 40 }, (_, i) => `Nr. ${10_000_000 + i}`).join(', ');
  expect(billReferencesIn(many)).toHaveLength(MOST_REFERENCES);
});
