import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSameReference, parseReference } from './reference.ts';
import { billReferencesIn } from './words-on-a-bill.ts';

const parse = (typed: string) => {
  const result = parseReference(typed);
  return result.ok ? result.value : result.error;
};

test('blanks and small letters as people type them', () => expect(parse(' ms 1234.5678/9 ')).toBe('MS1234.5678/9'));
test('dashes of all kinds', () => expect(parse('MS–1234—5')).toBe('MS-1234-5'));
test('full-width characters of a scanner', () => expect(parse('ＭＳ１２３４５')).toBe('MS12345'));
test('nothing typed', () => expect(parse('  ')).toBe('empty'));
test('five characters', () => expect(parse('12345')).toBe('too-short'));
test('twenty-one characters', () => expect(parse('1'.repeat(21))).toBe('too-long'));
test('an umlaut', () => expect(parse('MÜ123456')).toBe('bad-characters'));
test('part of an address', () => expect(parse('../bills?x=1')).toBe('bad-characters'));
test('a creditor reference as printed', () => expect(parse('RF18 5390 0754 7034')).toBe('RF18539007547034'));
test('a creditor reference with a typing error', () => expect(parse('RF18 5390 0754 7043')).toBe('wrong-check-digits'));

test('whatever is accepted is what the register takes, and stays as it is', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-zA-Z0-9./ -]{4,24}$/)), (typed) => {
      const result = parseReference(typed);
      fc.pre(result.ok);
      expect(result.value).toMatch(/^[A-Z0-9./-]{6,20}$/);
      expect(parseReference(result.value)).toEqual(result);
    }),
  );
});

test.each([
  ['7711 2000 4455', ['771120004455']],
  ['Kassenzeichen: 7711 2000 4455', ['771120004455']],
  ['kassenzeichen 7711-2000-4455', ['7711-2000-4455']],
  ['KZ 7711.2000.4455', ['7711.2000.4455', 'KZ7711.2000.4455']],
  ['Az.: 12/345/678', ['12/345/678']],
  ['Buchungszeichen 5.0123.456789.0', ['5.0123.456789.0']],
  ['Kassen-Nr. 501234567890', ['501234567890']],
  ['Rechnungsnummer: RE-2026-0815', ['RE-2026-0815']],
  ['Kassenzeichen: 7711 2000 4455 Hundesteuer 2026', ['771120004455']],
  ['Hundesteuer 2026, Kassenzeichen: 7711 2000 4455, bitte angeben', ['771120004455']],
  ['Hundesteuer 2026 7711 2000 4455', ['2026771120004455', '771120004455']],
  ['Verwarnung vom 12.11.2026 VW-2026-0815-4', ['VW-2026-0815-4']],
  ['Kassenzeichen: VW 2026 0815 4', ['VW202608154']],
  ['AZ-123456', ['AZ-123456']],
  ['RF18 5390 0754 7034', ['RF18539007547034', '539007547034']],
  ['7711\u00002000\u00004455\u0000\u0000', ['771120004455']],
  ['Vielen Dank und freundliche Grüße', []],
  ['12345', []],
])('"%s" may mean %j', (words, references) => expect(billReferencesIn(words)).toEqual(references));

test('dots, dashes and slashes only group a number', () => {
  expect(isSameReference('VW-2026-0815-4', 'vw202608154')).toBe(true);
  expect(isSameReference('VW-2026-0815-4', 'VW-2026-0815-5')).toBe(false);
});
