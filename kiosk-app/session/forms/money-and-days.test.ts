import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FieldDefinition } from '../../../config/schema/form-field.ts';
import { groupedIban } from './iban.ts';
import { judge } from './validate.ts';

const TODAY = '2026-01-05';
const say = (type: FieldDefinition['type'], typed: string, rest: object = {}): string => {
  const verdict = judge(FieldDefinition.parse({ id: 'f', type, label: 'a.b', ...rest }), typed, TODAY);
  return verdict.kind === 'valid' ? verdict.value : `${verdict.kind}:${verdict.error.reason}`;
};
const isNeverWrongOnTheWay = (type: FieldDefinition['type'], full: string, rest: object = {}): void => {
  for (let length = 1; length <= full.length; length++) {
    expect([full.slice(0, length), say(type, full.slice(0, length), rest)]).not.toContainEqual(
      expect.stringMatching(/^wrong/),
    );
  }
};

test.each([
  ['12', '12.00'],
  ['12,5', '12.50'],
  ['12,50 €', '12.50'],
  ['1.234,50', '1234.50'],
  ['1.234', '1234.00'],
  ['1.50', '1.50'],
  ['0,05', '0.05'],
  ['1 234,50', '1234.50'],
])('amount %s is stored as %s', (typed, stored) => {
  expect(say('amount', typed)).toBe(stored);
  isNeverWrongOnTheWay('amount', typed);
});

test.each(['12,505', '1.2345', '1,2,3', '-5', 'zwölf', '12.34.5', '1234567890'])(
  'amount %s is refused at once',
  (typed) => expect(say('amount', typed)).toBe('wrong:amount'),
);

test('an amount has limits in euros', () => {
  expect(say('amount', '4,99', { min: 5, max: 10 })).toBe('incomplete:amount-too-small');
  expect(say('amount', '10,01', { min: 5, max: 10 })).toBe('wrong:amount-too-large');
  expect(say('amount', '10', { min: 5, max: 10 })).toBe('10.00');
});

test('every amount as Germans write it is stored as the same cents', () =>
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), (cents) => {
      const written = new Intl.NumberFormat('de', { style: 'currency', currency: 'EUR' }).format(cents / 100);
      expect(say('amount', written)).toBe((cents / 100).toFixed(2));
      isNeverWrongOnTheWay('amount', written.slice(0, -2));
    }),
  ));

/** Of the IBAN Registry's own examples, one a country. */
const IBANS = [
  'DE89370400440532013000',
  'AT611904300234573201',
  'CH9300762011623852957',
  'NL91ABNA0417164300',
  'FR1420041010050500013M02606',
  'GB29NWBK60161331926819',
  'MT84MALT011000012345MTLCAST001S',
  'NO9386011117947',
];
test.each(IBANS)('the IBAN %s is accepted in groups of four and without', (iban) => {
  expect([say('iban', iban), say('iban', groupedIban(iban).toLowerCase())]).toEqual([iban, iban]);
  isNeverWrongOnTheWay('iban', groupedIban(iban));
});

test('an IBAN with one digit changed, or two exchanged, is refused', () =>
  fc.assert(
    fc.property(fc.constantFrom(...IBANS), fc.nat(), fc.nat({ max: 8 }), (iban, place, by) => {
      const at = 4 + (place % (iban.length - 5));
      const [one = '', next = ''] = iban.slice(at, at + 2);
      fc.pre(/\d/.test(one) && /\d/.test(next));
      const changed = iban.slice(0, at) + ((Number(one) + 1 + by) % 10) + iban.slice(at + 1);
      expect(say('iban', changed)).toBe('wrong:iban');
      if (one !== next) expect(say('iban', iban.slice(0, at) + next + one + iban.slice(at + 2))).toBe('wrong:iban');
    }),
  ));

test('an IBAN that is too short is named with the length of its country', () => {
  expect(judge(FieldDefinition.parse({ id: 'f', type: 'iban', label: 'a.b' }), 'DE89 3704', TODAY)).toEqual({
    kind: 'incomplete',
    error: { reason: 'iban-length', limit: '22' },
  });
});

test.each([
  ['1980', '1980'],
  ['05.1980', '1980-05'],
  ['5.1980', '1980-05'],
  ['24.05.1980', '1980-05-24'],
  ['24051980', '1980-05-24'],
  ['00.05.1980', '1980-05'],
  ['00.00.1980', '1980'],
  ['1980-05', '1980-05'],
])('the partly known date %s is stored as %s', (typed, stored) => expect(say('partial-date', typed)).toBe(stored));

test.each(['24.05.1980', '05.1980', '1980', '5.1980', '31.12.1999', '19051980'])(
  'the partly known date %s is never called wrong on the way',
  (typed) => isNeverWrongOnTheWay('partial-date', typed),
);

test.each(['13.1980', '32.', '31.02.1980', '1.1799', 'heute', '1.13.'])(
  'the partly known date %s is refused',
  (typed) => expect(say('partial-date', typed)).toBe('wrong:partial-date'),
);

test('a partly known date is compared with its limits as far as it is known', () => {
  expect(say('partial-date', '2026', { max: 'today' })).toBe('2026');
  expect(say('partial-date', '02.2026', { max: 'today' })).toBe('wrong:date-future');
  expect(say('partial-date', '1899', { min: '1900-06-01' })).toBe('wrong:date-past');
});

test('a long text keeps its lines, tidied', () => {
  expect(say('long-text', '  Am  Tor\r\nliegt ein\n\n\n\nRad.\n')).toBe('Am Tor\nliegt ein\n\nRad.');
  expect(say('long-text', 'x'.repeat(1_001))).toBe('wrong:too-long');
  expect(say('long-text', 'Tor \u{1F6B2}')).toBe('wrong:characters');
});

const options = ['a', 'b', 'c'].map((value) => ({ value, label: 'a.b' }));
test('several choices are stored once each, in the order of the options', () => {
  expect(say('multi-choice', 'c\na\nc', { options })).toBe('a\nc');
  expect(say('multi-choice', 'a\nx', { options })).toBe('wrong:choice');
  expect(say('multi-choice', '', { options })).toBe('incomplete:required');
});

test.each([
  ['MS-AB 123 04-10', ['seasonal'], 'MS-AB 123 04-10'],
  ['MS-AB 123', ['seasonal'], 'incomplete:plate-kind'],
  ['MS-AB 123E', ['electric'], 'MS-AB 123E'],
  ['MS-AB 123H', ['electric'], 'wrong:plate-kind'],
  ['ms-ab 123w', ['car', 'exchange'], 'MS-AB 123W'],
  ['MS-AB 123W', ['car'], 'wrong:plate-kind'],
  ['123abc', ['insurance'], '123 ABC'],
  ['123 ABC', ['car'], 'wrong:plate'],
  ['THW-80123', ['authority'], 'THW-80123'],
  ['BD 12-345', ['authority'], 'BD-12-345'],
  ['Y-123 456', ['authority'], 'Y-123-456'],
  ['B-1234', ['car', 'authority'], 'B-1234'],
  ['B-A 1234', ['car', 'authority'], 'B-A 1234'],
])('of the plate %s, where %j are accepted, becomes %s', (typed, plates, expected) => {
  expect(say('plate', typed, { plates })).toBe(expected);
  if (!expected.includes(':')) isNeverWrongOnTheWay('plate', typed, { plates });
});
