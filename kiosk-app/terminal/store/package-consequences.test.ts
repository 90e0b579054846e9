import { expect, test } from 'vitest';
import { openBooks } from '../test-support/books.ts';
import type { PaymentState } from './package.ts';
import { drawConsequences, policiesOf, refundOf } from './package-consequences.ts';

function refused(state: 'rejected' | 'flagged', payment: PaymentState, policy: 'reverse' | 'flag') {
  const books = openBooks();
  Object.assign(books.policy, { whenRejected: policy, whenUndeliverable: policy });
  const packageId = books.hold(payment === 'none' ? null : undefined);
  if (payment !== 'none' && payment !== 'due') books.outbox.movePayment(packageId, ['due'], payment);
  books.outbox.move(packageId, ['held'], state, { reason: 'why' });
  drawConsequences(books, packageId);
  const kinds = books.alerts.open().map(({ kind }) => kind);
  const after = books.outbox.get(packageId)?.payment;
  books[Symbol.dispose]();
  return { after, kinds };
}

test.each([
  ['rejected', 'paid', 'reverse', 'reversing', []],
  ['rejected', 'paid', 'flag', 'paid', ['rejected-paid']],
  ['rejected', 'due', 'reverse', 'due', []],
  ['rejected', 'none', 'reverse', 'none', []],
  // What the payment terminal is being asked about is decided when it has answered.
  ['rejected', 'paying', 'reverse', 'paying', []],
  ['flagged', 'paid', 'reverse', 'reversing', ['undeliverable']],
  ['flagged', 'paid', 'flag', 'paid', ['undeliverable']],
  ['flagged', 'none', 'flag', 'none', ['undeliverable']],
] as const)('%s and %s, policy %s: %s, alerts %j', (state, payment, policy, after, kinds) => {
  expect(refused(state, payment, policy)).toEqual({ after, kinds });
});

test('paid after the authority had contradicted itself: nothing is given back', () => {
  using books = openBooks();
  Object.assign(books.policy, { whenRejected: 'reverse', whenUndeliverable: 'reverse' });
  const packageId = books.hold();
  books.outbox.move(packageId, ['held'], 'flagged', { reason: 'accepted-and-rejected' });
  books.alerts.raise('fee-due', packageId, null);
  drawConsequences(books, packageId);
  books.outbox.movePayment(packageId, ['due'], 'paid');
  drawConsequences(books, packageId);
  expect(books.outbox.get(packageId)?.payment).toBe('paid');
  expect(books.alerts.open().map(({ kind }) => kind)).toEqual(['contradictory-answers']);
});

test('a fee that was due is not, once the authority has said no', () => {
  using books = openBooks();
  const packageId = books.hold();
  books.alerts.raise('fee-due', packageId, null);
  books.outbox.move(packageId, ['held'], 'rejected');
  drawConsequences(books, packageId);
  expect(books.alerts.open()).toEqual([]);
});

test('delivered after all: no longer overdue', () => {
  using books = openBooks();
  const packageId = books.hold(null);
  books.alerts.raise('delivery-overdue', packageId, 'unreachable');
  books.outbox.move(packageId, ['held'], 'submitted');
  drawConsequences(books, packageId);
  expect(books.alerts.open()).toEqual([]);
});

test('a service that is no longer offered: staff decide', () => {
  expect(policiesOf([])('gone')).toEqual({ whenRejected: 'flag', whenUndeliverable: 'flag' });
});

test.each([
  ['none', 'none'],
  ['due', 'none'],
  ['paid', 'staff'],
  ['reversing', 'reversing'],
  ['reversed', 'reversed'],
  ['repay', 'staff'],
  ['unclear', 'staff'],
] as const)('money that is %s: %s', (payment, refund) => {
  expect(refundOf({ payment })).toBe(refund);
});

test('a fee that was to be paid later, and was paid as a bill by its own number: nobody owes it any more', () => {
  using books = openBooks();
  const fee = { cents: 1000, reference: 'MSRH01-0AAA-0001X' };
  const request = books.hold(fee);
  books.outbox.move(request, ['held'], 'accepted');
  expect(books.outbox.owed([]).map(({ packageId }) => packageId)).toEqual([request]);
  books.alerts.raise('fee-due', request, null);
  const bill = books.hold(fee);
  books.outbox.movePayment(bill, ['due'], 'paid');
  drawConsequences(books, bill);
  expect(books.alerts.open()).toEqual([]);
  expect(books.outbox.owed([])).toEqual([]);
  // The bill is given back: it is owed again.
  books.outbox.movePayment(bill, ['paid'], 'reversed');
  expect(books.outbox.owed([]).map(({ packageId }) => packageId)).toEqual([request]);
});
