import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { openBooks } from '../../test-support/books.ts';
import { paymentRecord } from '../../test-support/fakes.ts';
import { durably } from '../database.ts';
import { durablyAfterTheAct, Reserve, SIZES } from './reserve.ts';

/** A store whose file cannot grow any more, until the reserve is given up. */
function fullDisk() {
  const books = openBooks();
  const reserve = new (class extends Reserve {
    override release() {
      const was = super.release();
      if (was) books.db.pragma('max_page_count = 1000000');
      return was;
    }
  })(books.db, dirname(books.file), join(dirname(books.file), 'reserve.bin'));
  return {
    books,
    reserve,
    fill() {
      books.db.pragma(`max_page_count = ${Number(books.db.pragma('page_count', { simple: true }))}`);
      const packageId = 'p'.repeat(36);
      expect(() => {
        for (;;) books.journal.intend('print', packageId, { documentId: 'x'.repeat(300) });
      }).toThrow('storage-full');
    },
    [Symbol.dispose]: () => books[Symbol.dispose](),
  };
}

test('made once, of its full size, for this user only', () => {
  using d = fullDisk();
  expect(d.reserve.isThere()).toBe(false);
  expect(d.reserve.fill()).toBe(true);
  expect(d.reserve.isThere()).toBe(true);
  expect(d.reserve.fill()).toBe(true);
});

test('disk full before the act: refused, and the reserve stays', () => {
  using d = fullDisk();
  d.reserve.fill();
  d.fill();
  expect(d.reserve.isThere()).toBe(true);
});

test('disk full after the act: the reserve is given up and what happened is written', () => {
  using d = fullDisk();
  d.reserve.fill();
  const before = { receiptNo: 1, trace: 1 };
  const intentId = d.books.journal.intend('authorise', d.books.hold(), { cents: 1, reference: 'R-12345', before });
  d.fill();
  d.books.journal.evidence('authorise', intentId, paymentRecord({ text: 'x'.repeat(5_000) }));
  expect(d.reserve.isThere()).toBe(false);
  expect(d.books.journal.open('authorise')[0]?.evidence).not.toBeNull();
  expect(d.books.journal.verify().brokenAt).toBeNull();
});

test('without a reserve: refused as before', () => {
  using d = fullDisk();
  d.fill();
  const write = () => d.books.alerts.raise('payment-unclear', null, 'x'.repeat(80));
  expect(() =>
    durablyAfterTheAct(d.books.db, () => {
      for (let i = 0; i < 500; i++) d.books.journal.intend('print', `${i}`, { documentId: 'x'.repeat(300) });
      write();
    }),
  ).toThrow('storage-full');
});

test('inside a transaction it is the transaction that is repeated', () => {
  using d = fullDisk();
  d.reserve.fill();
  let runs = 0;
  durably(d.books.db, () => durablyAfterTheAct(d.books.db, () => runs++));
  expect(runs).toBe(1);
});

test('sizes: what is left when the reserve has just been made is not low', () => {
  expect(SIZES.low).toBeGreaterThan(SIZES.ballast);
});
