import { expect, test } from 'vitest';
import { needlesOf, text } from './canaries.ts';
import { createSearch } from './search.ts';

const PIN = '547328';
const found = (where: string) => createSearch(needlesOf([text('pin', PIN)])).in(Buffer.from(where, 'latin1')).length;
const encoded = (what: string) => [Buffer.from(what).toString('base64url'), Buffer.from(what).toString('base64')];
/** One to three bytes before it, so that every alignment comes. */
const LEADS = ['"', '":', '":"'];

/** Where in a time of this decade, in seconds or milliseconds, these six digits can stand: anywhere. */
const TIMES = [`1796${PIN}`, `179${PIN}1`, `1796${PIN}123`, `1796123${PIN}`, `17961${PIN}12`];

test.each(TIMES)('a PIN is not found in the time %s inside a token', (time) => {
  for (const lead of LEADS) for (const token of encoded(`{"iat${lead}${time},"exp":1`)) expect(found(token)).toBe(0);
});

test.each([
  ['at its end', ''],
  ['before a quote', '"'],
  ['before more text', '","retry":3}'],
])('a PIN in base64 is found %s', (_where, tail) => {
  for (const lead of LEADS) for (const token of encoded(`{"pin${lead}${PIN}${tail}`)) expect(found(token)).toBe(1);
  for (const lead of ['', 'x', 'xx']) for (const token of encoded(`${lead}${PIN}${tail}`)) expect(found(token)).toBe(1);
});

test('a number that begins as the PIN does is not it, in any alignment', () => {
  for (const last of '01234567 9')
    for (const lead of LEADS) for (const token of encoded(`{"n${lead}54732${last}"}`)) expect(found(token)).toBe(0);
});

test('a PIN in base64 is found where a piece of memory begins in the middle of it', () => {
  const [token = ''] = encoded(`xx${PIN}`);
  expect(found(`.${token.slice(3)}`)).toBe(1);
});
