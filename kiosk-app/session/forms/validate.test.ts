import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FieldDefinition } from '../../../config/schema/form-field.ts';
import { germanDate, shifted, today } from './date.ts';
import { judge, maxLengthOf } from './validate.ts';
import type { FieldVerdict } from './verdict.ts';

const TODAY = '2026-01-05';
const field = (type: FieldDefinition['type'], rest: object = {}): FieldDefinition =>
  FieldDefinition.parse({ id: 'f', type, label: 'a.b', ...rest });
const say = (type: FieldDefinition['type'], typed: string, rest: object = {}): string => {
  const verdict: FieldVerdict = judge(field(type, rest), typed, TODAY);
  return verdict.kind === 'valid' ? verdict.value : `${verdict.kind}:${verdict.error.reason}`;
};

test.each([
  ['MS-AB 123', 'MS-AB 123'],
  ['ms ab123', 'MS-AB 123'],
  ['ms-ab-123', 'MS-AB 123'],
  ['TÖL-A 1', 'TÖL-A 1'],
  ['b-e 1234e', 'B-E 1234E'],
  ['HH-AB 12 H', 'HH-AB 12H'],
  ['MS-AB 123 04-10', 'MS-AB 123'],
  ['MS-AB 12E 11/03', 'MS-AB 12E'],
])('plate %s is stored as %s', (typed, stored) => expect(say('plate', typed)).toBe(stored));

test.each([
  ['MSAB 123', 'no separator: MS-AB or MSA-B'],
  ['MS-ÄB 12', 'umlaut in the second group'],
  ['MS-AB 0123', 'leading zero'],
  ['MS-AB 12345', 'five digits'],
  ['ABC-DE 1234', 'nine characters'],
  ['ABC-DE 123E', 'nine characters with the suffix'],
  ['MS-AB 123X', 'unknown suffix'],
  ['MS-AB 123 04-04', 'season of one month'],
  ['MS-AB 123 13-02', 'month 13'],
  ['MS-AB 123 04-15', 'month 15'],
])('plate %s is refused at once: %s', (typed) => expect(say('plate', typed)).toBe('wrong:plate'));

test.each([
  ['1.2.2026', '2026-02-01'],
  ['01.02.2026', '2026-02-01'],
  ['01022026', '2026-02-01'],
  ['2026-02-01', '2026-02-01'],
  ['29.02.2024', '2024-02-29'],
])('date %s is stored as %s', (typed, stored) => expect(say('date', typed)).toBe(stored));

test.each(['32', '00.', '31.04', '29.02.2026', '30.02', '01.13', '01.01.3', '01.01.1799', '1/2/2026', 'heute'])(
  'date %s cannot become right',
  (typed) => expect(say('date', typed)).toBe('wrong:date'),
);

test('a date before the earliest and one after the latest are told apart, with the limit', () => {
  expect(judge(field('date', { min: 'today' }), '04.01.2026', TODAY)).toEqual({
    kind: 'wrong',
    error: { reason: 'date-past', limit: '05.01.2026' },
  });
  expect(say('date', '05.01.2026', { min: 'today' })).toBe('2026-01-05');
  expect(say('date', '06.01.2026', { max: 'today' })).toBe('wrong:date-future');
  expect(say('date', '01.01.2020', { min: '2021-01-01' })).toBe('wrong:date-past');
});

test('a day too far ahead is named with the last one that is possible', () => {
  expect(say('date', '05.01.2027', { min: 'today', max: 'today+1y' })).toBe('2027-01-05');
  expect(judge(field('date', { max: 'today+1y' }), '01.01.2099', TODAY)).toEqual({
    kind: 'wrong',
    error: { reason: 'date-future', limit: '05.01.2027' },
  });
  expect(say('date', '04.01.1996', { min: 'today-30y' })).toBe('wrong:date-past');
  expect(say('date', '20.01.2026', { max: 'today+14d' })).toBe('wrong:date-future');
});

test('a limit some months away stays within its month', () => {
  expect(shifted('2026-01-31', 1, 'months')).toBe('2026-02-28');
  expect(shifted('2028-02-29', 1, 'years')).toBe('2029-02-28');
  expect(shifted('2026-01-15', -2, 'months')).toBe('2025-11-15');
  expect(shifted('2026-12-30', 3, 'days')).toBe('2027-01-02');
});

test('the day is that of the place, not of the machine or of another zone', () => {
  const late = Date.UTC(2026, 0, 5, 23, 30);
  expect([today(late, 'Europe/Berlin'), today(late, 'Atlantic/Azores')]).toEqual(['2026-01-06', '2026-01-05']);
});

test('today is the day in Germany, not in UTC', () => {
  expect(today(Date.UTC(2026, 0, 5, 23, 30), 'Europe/Berlin')).toBe('2026-01-06');
  expect(today(Date.UTC(2026, 6, 5, 22, 30), 'Europe/Berlin')).toBe('2026-07-06');
});

test.each([
  ['erika@example.org', 'erika@example.org'],
  [' Erika.M+x@Mail.Example.ORG ', 'Erika.M+x@mail.example.org'],
])('e-mail %s is stored as %s', (typed, stored) => expect(say('email', typed)).toBe(stored));

test.each([
  ['post@übung.example', 'post@xn--bung-zra.example'],
  ['Post@ÜBUNG.Example', 'Post@xn--bung-zra.example'],
  ['a@straße.de', 'a@xn--strae-oqa.de'],
])('the e-mail address %s with letters in its host is carried in ASCII, as %s', (typed, stored) =>
  expect(say('email', typed)).toBe(stored),
);

test('a full stop behind a whole e-mail address is none of it', () =>
  expect(say('email', 'Erika@Example.org.')).toBe('Erika@example.org'));

test('a label of the host that is too long in ASCII is refused, be it short as typed', () => {
  expect(say('email', `post@${'ü'.repeat(60)}.de`)).toBe('wrong:email');
});

test.each(['.a@b.de', 'a..b@c.de', 'a@-b.de', 'a b@c.de', 'a@b@c.de', 'ä@b.de', 'a@b..de'])(
  'e-mail %s cannot become right',
  (typed) => expect(say('email', typed)).toBe('wrong:email'),
);
test.each(['erika', 'erika@', 'erika@example', 'erika@example.', 'erika@example.d', 'erika@1.2'])(
  'e-mail %s is only unfinished',
  (typed) => expect(say('email', typed)).toBe('incomplete:email'),
);

test.each([
  ['0221 123456', '0221 123456'],
  ['+49 (221) 12-34 56', '+49 (221) 12-34 56'],
  ['0221/123456', '0221/123456'],
])('phone %s is accepted', (typed, stored) => expect(say('phone', typed)).toBe(stored));
test.each(['12a', '1+2', '0123456789012345'])('phone %s is refused', (typed) =>
  expect(say('phone', typed)).toBe('wrong:phone'),
);
test('a phone number with four digits is unfinished', () => expect(say('phone', '0221')).toBe('incomplete:phone'));

test.each(['01001', '12345', '99998'])('postal code %s is accepted', (typed) =>
  expect(say('postal-code', typed)).toBe(typed),
);
test.each(['00999', '01000', '99999', '1234a'])('postal code %s is refused', (typed) =>
  expect(say('postal-code', typed)).toBe('wrong:postal-code'),
);
test('a sixth digit is too long for a postal code', () => expect(say('postal-code', '123456')).toBe('wrong:too-long'));

test('a postal code of another municipality is right, but not here', () => {
  expect(say('postal-code', '51147', { only: ['12345'] })).toBe('wrong:elsewhere');
  expect(say('postal-code', '12345', { only: ['12345'] })).toBe('12345');
});

test.each([
  'Heidestraße 17',
  'Heidestr.17a',
  'Straße des 17. Juni 135',
  'C 4, 12',
  'Am Markt 3-5',
  'Weg 12 1/2',
  'Am Bahnhof o. Nr.',
  'Hof ohne Hausnummer',
  'Dorfstraße o.N.',
  'Dorfstr. o. H.',
  'Straße des 8. Mai 1945 12',
  'Hauptstr. 12/14',
  'Haus Nr. 5',
  'Q 7 24',
  '1. Mai-Straße 5',
])('street %s has its house number', (typed) => expect(say('street', typed)).toBe(typed));
test('the year of a day that a street is named for is no house number', () =>
  expect(say('street', 'Straße des 8. Mai 1945')).toBe('incomplete:street'));
test.each(['Heidestraße', 'Straße des 17. Juni', '4711', '12'])('street %s lacks its house number', (typed) =>
  expect(say('street', typed)).toBe('incomplete:street'),
);

test.each(['Musterstadt', 'Frankfurt (Oder)', 'Halle/Saale', 'St. Peter-Ording', 'Ay', 'L’Aquila'])(
  '%s is a town',
  (typed) => expect(say('town', typed)).toBe(typed),
);
test.each(['Ilmenau, OT Manebach', 'Köln-Porz', 'Frankfurt a. M.', 'Bautzen/Budyšin', 'Weiden i.d.OPf.'])(
  '%s is a town with its district or river',
  (typed) => expect(say('town', typed)).toBe(typed),
);
test('a dash between two names of a town is stored as a hyphen', () =>
  expect(say('town', 'Horn–Bad Meinberg')).toBe('Horn-Bad Meinberg'));
test.each(['4711', 'Köln 1', '#'])('%s is no town', (typed) => expect(say('town', typed)).toBe('wrong:town'));
test.each(['K', '-'])('the town "%s" is unfinished', (typed) => expect(say('town', typed)).toBe('incomplete:town'));

test.each(['Erika', 'Jürgen-Maria', "O'Neill", 'von der Æsch', 'Šćepanović', 'Nguyễn', 'Dr. Łukasz', 'D’Angelo', 'ẞ'])(
  'name %s is accepted',
  (typed) => expect(say('name', typed)).toBe(typed.normalize('NFC')),
);
test.each(['Erika1', '<b>', 'Иван', '名', 'a_b', 'a@b'])('name %s holds characters a register cannot', (typed) =>
  expect(say('name', typed)).toBe('wrong:characters'),
);
test('a name of signs only is unfinished', () => expect(say('name', "-'")).toBe('incomplete:characters'));
test('a decomposed umlaut is stored composed, blanks as one', () =>
  expect(say('name', '  Ju\u0308rgen   Max ')).toBe('J\u00fcrgen Max'));

test('a number is whole, within its limits, without leading zeros', () => {
  expect(say('number', '007', { min: 1, max: 20 })).toBe('7');
  expect(say('number', '21', { min: 1, max: 20 })).toBe('wrong:too-large');
  expect(say('number', '0', { min: 1, max: 20 })).toBe('incomplete:too-small');
  expect(say('number', '1,5')).toBe('wrong:number');
  expect(say('number', '-3')).toBe('-3');
  expect(say('number', '-', { min: 1 })).toBe('wrong:number');
});

test('a choice is one of its options', () => {
  const options = [
    { value: 'A', label: 'a.a' },
    { value: 'B', label: 'a.b' },
  ];
  expect(say('choice', 'A', { options })).toBe('A');
  expect(say('choice', 'C', { options })).toBe('wrong:choice');
  expect(say('yes-no', 'maybe')).toBe('wrong:choice');
});

test('an empty field is fine only if it may be empty', () => {
  expect(say('text', '  ')).toBe('incomplete:required');
  expect(say('text', '  ', { required: false })).toBe('');
});

test('the configuration can only narrow the length of a type', () => {
  expect(maxLengthOf(field('postal-code', { maxLength: 50 }))).toBe(5);
  expect(maxLengthOf(field('text', { maxLength: 300 }))).toBe(300);
  expect(say('text', 'abcdef', { maxLength: 5 })).toBe('wrong:too-long');
});

const plates = fc
  .tuple(
    fc.stringMatching(/^[A-ZÄÖÜ]{1,3}$/),
    fc.stringMatching(/^[A-Z]{1,2}$/),
    fc.integer({ min: 1, max: 9999 }),
    fc.constantFrom('', 'E', 'H'),
  )
  .filter((parts) => parts.join('').length <= 8)
  .map(([district, letters, digits, suffix]) => `${district}-${letters} ${digits}${suffix}`);
const dates = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const emails = fc
  .tuple(fc.stringMatching(/^[a-z0-9]{1,8}(\.[a-z0-9+_-]{1,8}){0,2}$/), fc.stringMatching(/^[a-z]{1,8}(-[a-z]{1,4})?$/))
  .map(([local, host]) => `${local}@${host}.example`);

/** Typing a right value must never be scolded on the way. */
const isNeverWrongOnTheWay = (type: FieldDefinition['type'], full: string): void => {
  for (let length = 1; length <= full.length; length++) {
    expect([full.slice(0, length), judge(field(type), full.slice(0, length), TODAY).kind]).not.toContain('wrong');
  }
};

test('what is stored of a plate is a plate, and is stored the same again', () =>
  fc.assert(
    fc.property(plates, (plate) => {
      expect(say('plate', plate)).toBe(plate);
    }),
  ));
test('a plate is never called wrong before it is complete', () =>
  fc.assert(fc.property(plates, (plate) => isNeverWrongOnTheWay('plate', plate))));
test('a season is never called wrong before it is complete', () => {
  for (const plate of ['MS-AB 123E 04-10', 'MS-A 1 11/03', 'TÖL-XY 99 1-11']) {
    isNeverWrongOnTheWay('plate', plate);
  }
});
test('every date typed in German is stored as the same day, and never called wrong on the way', () =>
  fc.assert(
    fc.property(dates, (iso) => {
      expect(say('date', germanDate(iso))).toBe(iso);
      expect(say('date', germanDate(iso).replaceAll('.', ''))).toBe(iso);
      isNeverWrongOnTheWay('date', germanDate(iso));
    }),
  ));
test('an e-mail address is never called wrong before it is complete', () =>
  fc.assert(fc.property(emails, (email) => isNeverWrongOnTheWay('email', email))));
test('any text whatever gets a verdict, and a valid one is stable', () =>
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom('text', 'name', 'email', 'phone', 'date', 'number', 'plate', 'street', 'postal-code', 'town'),
      (typed, type) => {
        const verdict = judge(field(type as FieldDefinition['type'], { required: false }), typed, TODAY);
        if (verdict.kind === 'valid' && verdict.value !== '') {
          expect(judge(field(type as FieldDefinition['type']), verdict.value, TODAY)).toEqual(verdict);
        }
      },
    ),
  ));
