import { expect, test } from 'vitest';
import { settlePayment } from '../../money/payment-outcome.ts';
import { openBooks } from '../../test-support/books.ts';
import { PAID } from '../../test-support/fakes.ts';
import { eraseOld } from './retention.ts';

const DAY = 24 * 60 * 60_000;
const DAYS = { journalDays: 30, undeliverableDays: 90 };
const REFERENCE = 'MSRH01-0AAA-0001X';

function store() {
  const books = openBooks();
  const erase = () => eraseOld(books.db, books.journal, DAYS, books.clock.now());
  /** Paid, delivered, accepted. */
  const served = () => {
    const packageId = books.hold();
    const facts = { cents: 3070, reference: REFERENCE, before: { receiptNo: 11, trace: 33 } };
    const intentId = books.journal.intend('authorise', packageId, facts);
    books.outbox.movePayment(packageId, ['due'], 'paying');
    settlePayment(books, { intentId, packageId, cents: 3070 }, PAID);
    books.outbox.move(packageId, ['released'], 'accepted', { erase: true });
    return packageId;
  };
  const close = () => {
    const seq = books.journal.head()?.seq ?? 0;
    books.db
      .prepare('INSERT INTO closing (number, day, closed_at, to_seq, account) VALUES (?, ?, ?, ?, ?)')
      .run(seq, `day-${seq}`, books.clock.now(), seq, '{}');
  };
  const pass = (days: number) => books.clock.jumpWallClock(days * DAY);
  return { books, erase, served, close, pass, [Symbol.dispose]: () => books[Symbol.dispose]() };
}

test('settled, reconciled and old: erased, the chain still verifies and goes on from its anchor', () => {
  using s = store();
  const old = s.served();
  s.close();
  s.pass(31);
  const young = s.served();
  expect(s.erase()).toEqual({ entries: 2, packages: 1, ciphertexts: 0 });
  expect(s.books.outbox.get(old)).toBeNull();
  expect(s.books.outbox.get(young)).not.toBeNull();
  expect(s.books.journal.verify()).toEqual({ entries: 2, brokenAt: null });
  s.books.journal.intend('print', young, { documentId: 'a' });
  expect(s.books.journal.head()?.seq).toBe(5);
});

test('all of it erased: the head is what it was, and the next entry follows it', () => {
  using s = store();
  s.served();
  s.close();
  const head = s.books.journal.head();
  s.pass(31);
  expect(s.erase().entries).toBe(2);
  expect(s.books.journal.head()).toEqual(head);
  s.served();
  expect(s.books.journal.verify()).toEqual({ entries: 2, brokenAt: null });
});

test('a chain whose rest was changed is broken, anchor or not', () => {
  using s = store();
  s.served();
  s.close();
  s.pass(31);
  s.served();
  s.erase();
  s.books.db.prepare(`UPDATE journal SET facts = replace(facts, '3070', '1070')`).run();
  expect(s.books.journal.verify().brokenAt).toBe(3);
});

test('a beginning that was cut off by another hand than ours is found', () => {
  using s = store();
  s.served();
  s.served();
  s.books.db.prepare('DELETE FROM journal WHERE seq <= 2').run();
  expect(s.books.journal.verify().brokenAt).toBe(3);
});

test('not reconciled yet: stays, however old', () => {
  using s = store();
  s.served();
  s.pass(31);
  expect(s.erase()).toEqual({ entries: 0, packages: 0, ciphertexts: 0 });
});

test('an act without an outcome stays, and everything after it', () => {
  using s = store();
  s.books.journal.intend('print', s.served(), { documentId: 'a' });
  s.served();
  s.close();
  s.pass(31);
  expect(s.erase().entries).toBe(2);
  expect(s.books.journal.open('print')).toHaveLength(1);
});

test('what staff still have to look after stays', () => {
  using s = store();
  const packageId = s.served();
  s.close();
  s.books.alerts.raise('rejected-paid', packageId, null);
  s.pass(31);
  expect(s.erase().entries).toBe(0);
  s.books.alerts.mended('rejected-paid', packageId);
  expect(s.erase()).toMatchObject({ entries: 2, packages: 1 });
});

test.each(['unclear', 'reversing', 'repay'] as const)('a payment that is %s stays', (payment) => {
  using s = store();
  const packageId = s.served();
  s.close();
  s.books.outbox.movePayment(packageId, ['paid'], payment);
  s.pass(31);
  expect(s.erase().entries).toBe(0);
});

test('undeliverable ciphertext is kept for its days and not longer; its alert stays', () => {
  using s = store();
  const packageId = s.books.hold(null);
  s.books.outbox.move(packageId, ['held'], 'flagged', { reason: 'key-rolled-over' });
  s.books.alerts.raise('undeliverable', packageId, 'key-rolled-over');
  s.pass(89);
  expect(s.erase().ciphertexts).toBe(0);
  s.pass(2);
  expect(s.erase().ciphertexts).toBe(1);
  expect(s.books.outbox.sealed(packageId)).toBeNull();
  expect(s.books.outbox.get(packageId)?.state).toBe('flagged');
  expect(s.books.alerts.open()).toHaveLength(1);
});
