import { expect, test } from 'vitest';
import { judgeBillReference } from './contact.ts';

test.each([
  'KASSENZEICHEN: 7711 2000 4455',
  'KZ.: 7711-2000-4455',
  'VERWENDUNGSZWECK: KASSENZEICHEN 7711 2000 44',
  'VERTRAGSGEGENSTANDSNUMMER 7711 2000 4455',
  'AZ.: 12/345/678',
  'RF18 5390 0754 7034',
])('"%s" is never called wrong while it is typed', (whole) => {
  const prefixes = Array.from({ length: whole.length }, (_, i) => whole.slice(0, i + 1));
  expect(prefixes.filter((prefix) => judgeBillReference(prefix).kind === 'wrong')).toEqual([]);
  expect(judgeBillReference(whole).kind).toBe('valid');
});

test.each(['1'.repeat(21), '<7711', '7711 § 2000'])('"%s" is wrong at once: nothing typed behind it helps', (typed) =>
  expect(judgeBillReference(typed).kind).toBe('wrong'),
);
