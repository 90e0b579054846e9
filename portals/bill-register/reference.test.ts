import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Bill } from './contract.ts';
import { parseReference } from './reference.ts';

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
      expect(Bill.shape.reference.safeParse(result.value).success).toBe(true);
      expect(parseReference(result.value)).toEqual(result);
    }),
  );
});
