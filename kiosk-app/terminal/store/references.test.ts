import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openBooks } from '../test-support/books.ts';
import { checkCharacter, createReferences, hasValidCheck } from './references.ts';

test('the check character is that of MOD 37,36 as in the published example of a GRid (ISO/IEC 7064)', () => {
  expect(checkCharacter('A1-2425G-ABC1234002-')).toBe('M');
});

test('no reference is given twice, not by a terminal that was started again either', () => {
  using books = openBooks();
  const first = createReferences(books.db, 'MS-RH-01', books.clock);
  const given = [first.next(), first.next()];
  const again = createReferences(books.db, 'MS-RH-01', books.clock);
  given.push(again.next());
  expect(new Set(given).size).toBe(3);
});

test('a terminal whose disk was replaced an hour later does not repeat its numbers', async () => {
  using before = openBooks();
  const lost = createReferences(before.db, 'MS-RH-01', before.clock).next();
  await before.clock.advance(3_600_000);
  using after = openBooks(before.clock);
  expect(createReferences(after.db, 'MS-RH-01', after.clock).next()).not.toBe(lost);
});

test('references fit the channel contract whatever the terminal is called', () => {
  using books = openBooks();
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9-]{3,40}$/), (terminalId) => {
      const reference = createReferences(books.db, terminalId, books.clock).next();
      expect(reference).toMatch(/^[A-Z0-9./-]{6,20}$/);
      expect(hasValidCheck(reference)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('one wrong digit and two swapped neighbours are found', () => {
  using books = openBooks();
  const reference = createReferences(books.db, 'MS-RH-01', books.clock).next();
  for (let i = 0; i < reference.length - 1; i++) {
    const [a, b] = [reference.charAt(i), reference.charAt(i + 1)];
    if (a === '-') continue;
    const wrong = reference.slice(0, i) + (a === '7' ? '8' : '7') + reference.slice(i + 1);
    expect(hasValidCheck(wrong), wrong).toBe(false);
    if (b === '-' || a === b) continue;
    const swapped = reference.slice(0, i) + b + a + reference.slice(i + 2);
    expect(hasValidCheck(swapped), swapped).toBe(false);
  }
});
