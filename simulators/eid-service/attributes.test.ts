import { expect, test } from 'vitest';
import { identityOf } from './attributes.ts';

const groups = (files: Readonly<Record<number, string>>) =>
  new Map(Object.entries(files).map(([group, content]) => [Number(group), Buffer.from(content, 'hex')]));

/** As AusweisApp2 1.26.2's built-in card holds them. */
const RECORDED = {
  4: '64070c054552494b41',
  5: '650c0c0a4d55535445524d414e4e',
  7: '67020c00',
  8: '680a12083139363430383132',
  17: '712d302baa120c10484549444553545241e1ba9e45203137ab070c054bc3964c4ead03130144ae0713053531313437',
};

test('the built-in card of the real app', () => {
  expect(identityOf(groups(RECORDED))).toEqual({
    ok: true,
    value: {
      familyName: 'MUSTERMANN',
      givenNames: 'ERIKA',
      dateOfBirth: '1964-08-12',
      address: { street: 'HEIDESTRAẞE 17', city: 'KÖLN', postalCode: '51147', country: 'D' },
    },
  });
});

test('a day of birth unknown to the register stays unknown', () => {
  expect(identityOf(groups({ 8: '680a12083139363430382020' }))).toMatchObject({ value: { dateOfBirth: '1964-08-00' } });
});

test('a residence given as free text or as "no place" has no parts, and its words are kept', () => {
  const read = identityOf(groups({ 17: `7109a1070c0541626320${'41'}` }));
  expect(read).toEqual({ ok: true, value: { residence: 'Abc A' } });
  expect(identityOf(groups({ 17: '7109a2070c054162632041' }))).toEqual({ ok: true, value: { residence: 'Abc A' } });
});

test('a place of birth may be free text or a sequence', () => {
  expect(identityOf(groups({ 9: '690aa1080c064265726c696e' }))).toMatchObject({ value: { placeOfBirth: 'Berlin' } });
  expect(identityOf(groups({ 9: '690c300aab080c064265726c696e' }))).toMatchObject({
    value: { placeOfBirth: 'Berlin' },
  });
});

test.each([
  ['another group', { 4: '65070c054552494b41' }],
  ['cut short', { 4: '64070c0545' }],
  ['a date that is none', { 8: '680a12083139363441383132' }],
  ['no string', { 5: '6502020101' }],
])('malformed: %s', (_, files) => {
  expect(identityOf(groups(files))).toEqual({ ok: false, error: 'malformed-data-group' });
});

test('parts of an address that the card does not carry are left out, a code abroad is read as it is', () => {
  // SEQUENCE { city "Wien", country "A", ZIP "1010" }, no street
  const read = identityOf(groups({ 17: '71173015ab060c045769656ead03130141ae06130431303130' }));
  expect(read).toEqual({ ok: true, value: { address: { city: 'Wien', country: 'A', postalCode: '1010' } } });
});

test.each([
  ['19770000', '1977-00-00'],
  ['1977    ', '1977-00-00'],
  ['197703<<', '1977-03-00'],
  ['1977XXXX', '1977-00-00'],
  ['00000000', undefined],
])('a day of birth known in part, "%s", is %s', (text, day) => {
  const content = Buffer.from(text, 'ascii').toString('hex');
  const read = identityOf(groups({ 8: `680a1208${content}` }));
  expect(read).toEqual({ ok: true, value: day === undefined ? {} : { dateOfBirth: day } });
});
