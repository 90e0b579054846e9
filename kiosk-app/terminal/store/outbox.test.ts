import { expect, test } from 'vitest';
import { openBooks } from '../test-support/books.ts';
import { sealedSubmission } from '../test-support/fakes.ts';

test('what is held comes back as it was handed in', () => {
  using books = openBooks();
  const sealed = sealedSubmission();
  books.outbox.hold('0123456789abcdef', 'hundesteuer-anmelden', sealed, null);
  expect(books.outbox.sealed(sealed.packageId)).toEqual(sealed);
  expect(books.outbox.get(sealed.packageId)).toMatchObject({ state: 'held', fee: null });
});

test('the same package twice is refused', () => {
  using books = openBooks();
  const sealed = sealedSubmission();
  books.outbox.hold('0123456789abcdef', 'x', sealed, null);
  expect(() => books.outbox.hold('0123456789abcdef', 'x', sealed, null)).toThrow('duplicate-package');
});

test('dropping erases only what is held', () => {
  using books = openBooks();
  const paid = books.hold();
  books.outbox.movePayment(paid, ['due'], 'paying');
  expect(books.outbox.drop(paid)).toBe(false);
  const held = books.hold(null);
  expect(books.outbox.drop(held)).toBe(true);
  expect(books.outbox.get(held)).toBeNull();
});

test('orphans of dead sessions go, a package whose payment is open stays', () => {
  using books = openBooks();
  const paying = books.hold();
  books.outbox.movePayment(paying, ['due'], 'paying');
  const held = books.hold(null);
  expect(books.outbox.dropOrphans(['0123456789abcdef'])).toBe(0);
  expect(books.outbox.dropOrphans([])).toBe(1);
  expect(books.outbox.get(held)).toBeNull();
  expect(books.outbox.get(paying)?.payment).toBe('paying');
});

test('a move from a state the package is not in is refused', () => {
  using books = openBooks();
  const packageId = books.hold();
  expect(() => books.outbox.move(packageId, ['submitted'], 'accepted')).toThrow('wrong-state');
});

test('accepted: the ciphertext is erased, the rest stays', () => {
  using books = openBooks();
  const packageId = books.hold(null);
  books.outbox.move(packageId, ['held'], 'submitted');
  books.outbox.move(packageId, ['submitted'], 'accepted', { erase: true });
  expect(books.outbox.sealed(packageId)).toBeNull();
  expect(books.outbox.get(packageId)?.state).toBe('accepted');
});

test('a reference counts as paid from the moment it is being paid, until the money is back', () => {
  using books = openBooks();
  const packageId = books.hold({ cents: 1500, reference: 'BILL-123456' });
  expect(books.outbox.paidReference('BILL-123456')).toBeNull();
  for (const payment of ['paying', 'unclear', 'paid', 'reversing', 'repay'] as const) {
    books.outbox.movePayment(packageId, ['due', 'paying', 'unclear', 'paid', 'reversing'], payment);
    expect(books.outbox.paidReference('BILL-123456')?.packageId).toBe(packageId);
  }
  books.outbox.movePayment(packageId, ['repay'], 'reversed');
  expect(books.outbox.paidReference('BILL-123456')).toBeNull();
});
