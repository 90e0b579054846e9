import { expect, test } from 'vitest';
import { Alert } from '../../../fleet-link/contract.ts';
import { openBooks } from '../test-support/books.ts';
import { paymentRecord } from '../test-support/fakes.ts';
import { accountForClosings } from './closings.ts';
import { settleAlert, WAYS } from './settle-by-staff.ts';
import { begin, close, pay, TILL } from './test-support/ledger.ts';

type Books = ReturnType<typeof openBooks>;

const alertOf = (books: Books, kind: string): string => books.alerts.open().find((a) => a.kind === kind)?.id ?? '';
const settle = (books: Books, kind: string, how: Parameters<typeof settleAlert>[2]) =>
  settleAlert(books, alertOf(books, kind), how, { who: 'kasse' });

/** An unclear payment; its intent stands open, or was concluded as unclear. */
function unclear(books: Books, isConcluded: boolean) {
  const payment = begin(books);
  books.outbox.movePayment(payment.packageId, ['due'], 'unclear');
  if (isConcluded) payment.conclude('unclear');
  books.alerts.raise('payment-unclear', payment.packageId, 'device-gone');
  return payment;
}

test.each([true, false])('staff found an unclear payment paid: on its way, once in the account (%s)', (isConcluded) => {
  using books = openBooks();
  const { packageId } = unclear(books, isConcluded);
  close(books, 3070, 1);
  settle(books, 'payment-unclear', 'paid');
  expect(books.outbox.get(packageId)).toMatchObject({ payment: 'paid', state: 'released' });
  expect(books.alerts.open()).toEqual([]);
  close(books, 0, 0, '2026-01-06');
  expect(accountForClosings({ ...books, till: TILL })[1]?.items).toMatchObject([{ kind: 'cleared', cents: 3070 }]);
});

test.each([true, false])(
  'found paid before the closing: a payment like any other, nothing open (%s)',
  (isConcluded) => {
    using books = openBooks();
    unclear(books, isConcluded);
    settle(books, 'payment-unclear', 'paid');
    close(books, 3070, 1);
    expect(accountForClosings({ ...books, till: TILL })[0]).toMatchObject({
      items: [{ kind: 'payment', cents: 3070 }],
      open: [],
      differences: [],
    });
  },
);

test.each([true, false])('found not paid before the closing: no money, nothing open (%s)', (isConcluded) => {
  using books = openBooks();
  unclear(books, isConcluded);
  settle(books, 'payment-unclear', 'not-paid');
  close(books, 0, 0);
  expect(accountForClosings({ ...books, till: TILL })[0]).toMatchObject({ items: [], open: [], differences: [] });
});

test('another amount was booked, and staff let it stand: the money that moved is in the account', () => {
  using books = openBooks();
  const { packageId, intentId } = begin(books);
  books.outbox.movePayment(packageId, ['due'], 'unclear');
  const record = paymentRecord({ amount: 370 });
  books.journal.conclude('authorise', intentId, { result: 'unclear', reason: 'amount-differs', record });
  books.alerts.raise('payment-unclear', packageId, 'amount-differs');
  settle(books, 'payment-unclear', 'paid');
  close(books, 370, 1);
  expect(accountForClosings({ ...books, till: TILL })[0]).toMatchObject({ items: [{ cents: 370 }], differences: [] });
});

test('staff found an unclear payment not paid: it may go', () => {
  using books = openBooks();
  const { packageId } = unclear(books, true);
  settle(books, 'payment-unclear', 'not-paid');
  expect(books.outbox.get(packageId)).toMatchObject({ payment: 'due', state: 'held' });
  expect(books.outbox.dropOrphans([])).toBe(1);
});

test('who settled what, and how, stands in the journal', () => {
  using books = openBooks();
  const { packageId } = unclear(books, true);
  settle(books, 'payment-unclear', 'paid');
  const row = books.db.prepare(`SELECT facts, package_id FROM journal WHERE kind = 'staff' AND phase = 'intent'`).get();
  expect(row).toMatchObject({ package_id: packageId });
  expect(JSON.parse((row as { facts: string }).facts)).toMatchObject({
    alert: 'payment-unclear',
    how: 'paid',
    who: 'kasse',
  });
  expect(books.journal.lastOutcome('staff', packageId)).toEqual({ result: 'done' });
  expect(books.journal.verify().brokenAt).toBeNull();
});

/** A reversal nobody knows the end of. */
function unclearReversal(books: Books) {
  const { packageId, intentId } = pay(books);
  const id = books.journal.intend('reverse', packageId, { of: intentId, record: paymentRecord() });
  books.journal.conclude('reverse', id, { result: 'unclear', reason: 'device-gone' });
  books.outbox.movePayment(packageId, ['due'], 'unclear');
  books.alerts.raise('reversal-unclear', packageId, 'device-gone');
  return packageId;
}

test('the device did reverse: the citizen has the money, the account a debit', () => {
  using books = openBooks();
  const packageId = unclearReversal(books);
  close(books, 0, 0);
  settle(books, 'reversal-unclear', 'repaid');
  expect(books.outbox.get(packageId)?.payment).toBe('reversed');
  close(books, 0, 0, '2026-01-06');
  expect(accountForClosings({ ...books, till: TILL })[1]?.items).toMatchObject([
    { kind: 'cleared-reversal', cents: 3070, reference: 'MSRH01-0AAA-0001X' },
  ]);
});

test('the device did not reverse: staff have to repay, and are told so', () => {
  using books = openBooks();
  const packageId = unclearReversal(books);
  settle(books, 'reversal-unclear', 'paid');
  expect(books.outbox.get(packageId)?.payment).toBe('repay');
  expect(books.alerts.open()).toMatchObject([{ kind: 'reversal-failed', packageId }]);
  settle(books, 'reversal-failed', 'repaid');
  expect(books.outbox.get(packageId)?.payment).toBe('reversed');
});

test('staff are quicker than the device: its reversal is asked for no more', () => {
  using books = openBooks();
  const { packageId, intentId } = pay(books);
  books.journal.intend('reverse', packageId, { of: intentId, record: paymentRecord() });
  books.outbox.movePayment(packageId, ['due'], 'reversing');
  books.alerts.raise('reversal-unclear', packageId, 'device-gone');
  settle(books, 'reversal-unclear', 'paid');
  expect(books.journal.open('reverse')).toEqual([]);
  expect(books.journal.lastOutcome('reverse', packageId)).toEqual({ result: 'not-reversed', reason: 'staff' });
});

test('a way that does not fit what was told is refused, and nothing is written', () => {
  using books = openBooks();
  unclear(books, true);
  const before = books.journal.head();
  expect(() => settle(books, 'payment-unclear', 'seen')).toThrow('not-for-this-alert');
  expect(books.journal.head()).toEqual(before);
  expect(books.alerts.open()).toHaveLength(1);
});

test('an alert that stands no more is refused', () => {
  using books = openBooks();
  unclear(books, true);
  const id = alertOf(books, 'payment-unclear');
  settle(books, 'payment-unclear', 'paid');
  expect(() => settleAlert(books, id, 'paid', { who: 'kasse' })).toThrow('unknown-alert');
});

test('a fee nobody asks for any more is not owed again at the next look', () => {
  using books = openBooks();
  const packageId = books.hold();
  books.outbox.move(packageId, ['held'], 'submitted');
  books.alerts.raise('fee-due', packageId, null);
  settle(books, 'fee-due', 'not-paid');
  expect(books.outbox.owed([])).toEqual([]);
});

test.each(Alert.shape.kind.options)('%s can be settled in some way', (kind) => {
  expect(WAYS[kind].length).toBeGreaterThan(0);
});

/** A payment on a telephone that the portal does not know the end of. */
function unclearOnline(books: Books) {
  const packageId = books.hold();
  const items = [{ payee: 'stadtkasse', reference: 'MSRH01-0AAA-0001X', cents: 3070, purpose: '' }];
  const intentId = books.journal.intend('online', packageId, { cents: 3070, reference: 'MSRH01-0AAA-0001X', items });
  books.journal.evidence('online', intentId, { transactionId: 'b1a7' });
  books.alerts.raise('payment-unclear', packageId, 'still-open');
  return packageId;
}

test.each(['paid', 'not-paid'] as const)(
  'staff found a payment on a telephone %s: nobody asks the portal any more',
  (how) => {
    using books = openBooks();
    const packageId = unclearOnline(books);
    books.outbox.movePayment(packageId, ['due'], 'unclear');
    settle(books, 'payment-unclear', how);
    expect(books.outbox.get(packageId)?.payment).toBe(how === 'paid' ? 'paid' : 'due');
    expect(books.journal.open('online')).toEqual([]);
    close(books, 0, 0);
    const [account] = accountForClosings({ ...books, till: TILL });
    expect(account?.items).toHaveLength(how === 'paid' ? 1 : 0);
    expect(account?.open).toEqual([]);
  },
);

test('staff found what was unclear of the card: the portal is asked on', () => {
  using books = openBooks();
  const { packageId } = unclear(books, true);
  const items = [{ payee: 'stadtkasse', reference: 'MSRH01-0AAA-0001X', cents: 3070, purpose: '' }];
  books.journal.intend('online', packageId, { cents: 3070, reference: 'MSRH01-0AAA-0001X', items });
  settle(books, 'payment-unclear', 'not-paid');
  expect(books.journal.open('online')).toHaveLength(1);
});

test('paid by card, and found paid on the telephone, too: to be repaid, and the package stays paid', () => {
  using books = openBooks();
  const packageId = unclearOnline(books);
  books.outbox.movePayment(packageId, ['due'], 'paid');
  settle(books, 'payment-unclear', 'paid');
  expect(books.alerts.open()).toMatchObject([{ kind: 'repay-online', packageId }]);
  settle(books, 'repay-online', 'repaid');
  expect(books.outbox.get(packageId)?.payment).toBe('paid');
  expect(books.alerts.open()).toEqual([]);
});
