import { expect, test } from 'vitest';
import { err, ok } from '../../../foundation/result.ts';
import { DELAYS } from '../configuration/delays.ts';
import { settleOnline } from '../money/online/online-outcome.ts';
import { settlePayment } from '../money/payment-outcome.ts';
import { openBooks } from '../test-support/books.ts';
import { DELIVERED, FakePortal, PAID } from '../test-support/fakes.ts';
import { OutboxRunner } from './outbox-runner.ts';

/** A request that the authority has, its fee still due; and the ways to its portal. */
function setUp(state: 'submitted' | 'accepted' = 'accepted') {
  const books = openBooks();
  const portal = new FakePortal();
  const begin = () => {
    const runner = new OutboxRunner({
      ...books,
      portal,
      serviceOf: () => ({ serviceName: 'Dienst', serviceIdentifier: null }),
      delays: DELAYS,
      random: () => 0.5,
      onDelivery: () => {},
    });
    runner.start();
    return runner;
  };
  const packageId = books.hold({ cents: 3070, reference: 'MSRH01-0AAA-0001X' });
  books.outbox.move(packageId, ['held'], state, { progress: JSON.stringify(DELIVERED), erase: true });
  const pay = () => {
    books.outbox.movePayment(packageId, ['due'], 'paying');
    const intentId = books.journal.intend('authorise', packageId, {
      cents: 3070,
      reference: 'MSRH01-0AAA-0001X',
      before: { receiptNo: null, trace: null },
    });
    settlePayment(books, { intentId, packageId, cents: 3070 }, PAID);
  };
  const notice = () => books.outbox.noticeAbout(packageId);
  return { books, portal, begin, packageId, pay, notice, [Symbol.dispose]: () => books[Symbol.dispose]() };
}

test('paid after it was sent: the authority is told once, of amount, Kassenzeichen and case number', async () => {
  using c = setUp();
  c.pay();
  const runner = c.begin();
  await c.books.clock.advance(60_000);
  expect(c.portal.notices).toEqual([
    {
      packageId: c.notice()?.packageId,
      destinationId: c.notice()?.destinationId,
      caseId: DELIVERED.caseId,
      number: c.books.outbox.get(c.packageId)?.number,
      serviceName: 'Dienst',
      serviceIdentifier: null,
      cents: 3070,
      reference: 'MSRH01-0AAA-0001X',
      transactionId: c.packageId,
      paidWith: 'girocard',
    },
  ]);
  expect(c.portal.deliveries).toBe(1);
  expect(c.notice()?.state).toBe('accepted');
  runner.stop();
});

test('the terminal dies after the payment is booked: the next run tells the authority', async () => {
  using c = setUp();
  c.portal.onDeliver = async () => err({ reason: 'unreachable', next: 'retry', retryAfterMs: null, progress: null });
  c.pay();
  const before = c.begin();
  await c.books.clock.advance(10);
  before.stop();
  c.portal.onDeliver = async () => ok(DELIVERED);
  const after = c.begin();
  await c.books.clock.advance(120_000);
  expect(c.notice()?.state).toBe('accepted');
  // Sealed once: the ciphertext was kept.
  expect(c.portal.notices).toHaveLength(1);
  after.stop();
});

test('no key now: tried again, and staff are told when it takes long', async () => {
  using c = setUp();
  c.portal.onSeal = () => err({ reason: 'portal-unreachable', detail: '' });
  c.pay();
  const runner = c.begin();
  await c.books.clock.advance(DELAYS.deliveryOverdueAfter + DELAYS.deliveryRetryAtMost * 2);
  expect(c.books.alerts.open()).toMatchObject([{ kind: 'delivery-overdue', packageId: c.notice()?.packageId }]);
  c.portal.onSeal = () => ok(null);
  await c.books.clock.advance(DELAYS.deliveryRetryAtMost * 2);
  expect(c.notice()?.state).toBe('accepted');
  expect(c.books.alerts.open()).toEqual([]);
  runner.stop();
});

test('the key is rolled over meanwhile: sealed again, for the new one', async () => {
  using c = setUp();
  const answers = [err({ reason: 'key-rolled-over', next: 'staff', retryAfterMs: null, progress: null } as const)];
  c.portal.onDeliver = async () => answers.shift() ?? ok(DELIVERED);
  c.pay();
  const runner = c.begin();
  await c.books.clock.advance(120_000);
  expect(c.portal.notices).toHaveLength(2);
  expect(c.notice()?.state).toBe('accepted');
  runner.stop();
});

test('the authority does not take the notice: staff are told', async () => {
  using c = setUp();
  c.portal.nextDecision = ok({ kind: 'rejected', problems: [] });
  c.pay();
  const runner = c.begin();
  await c.books.clock.advance(60_000);
  expect(c.books.alerts.open()).toMatchObject([
    { kind: 'undeliverable', packageId: c.notice()?.packageId, reason: 'notice-rejected' },
  ]);
  runner.stop();
});

test('the request is rejected before the notice has gone: there is nothing to tell', async () => {
  using c = setUp('submitted');
  c.pay();
  c.books.outbox.move(c.packageId, ['submitted'], 'rejected');
  const runner = c.begin();
  await c.books.clock.advance(60_000);
  expect(c.notice()).toBeNull();
  expect(c.portal.notices).toEqual([]);
  runner.stop();
});

test('the authority has contradicted itself about the request: it is told of the payment all the same', async () => {
  using c = setUp('submitted');
  c.pay();
  c.books.outbox.move(c.packageId, ['submitted'], 'flagged', { reason: 'accepted-and-rejected' });
  const runner = c.begin();
  await c.books.clock.advance(60_000);
  expect(c.portal.notices).toHaveLength(1);
  runner.stop();
});

test('paid before it is sent: the request says so itself', () => {
  using c = setUp();
  const packageId = c.books.hold({ cents: 3070, reference: 'MSRH01-0AAA-0002V' });
  c.books.outbox.movePayment(packageId, ['due'], 'paying');
  const facts = { cents: 3070, reference: 'MSRH01-0AAA-0002V', before: { receiptNo: null, trace: null } };
  const intentId = c.books.journal.intend('authorise', packageId, facts);
  settlePayment(c.books, { intentId, packageId, cents: 3070 }, PAID);
  expect(c.books.outbox.noticeAbout(packageId)).toBeNull();
});

test('paid on a telephone after it was sent: the authority is told with the portal’s number and its word for how', async () => {
  using c = setUp();
  const items = [{ payee: 'stadtkasse', reference: 'MSRH01-0AAA-0001X', cents: 3070, purpose: '' }];
  const intent = { cents: 3070, reference: 'MSRH01-0AAA-0001X', items };
  c.books.outbox.movePayment(c.packageId, ['due'], 'paying');
  c.books.journal.intend('online', c.packageId, intent);
  const [open] = c.books.journal.open('online');
  if (!open) throw new Error('no intent');
  settleOnline(c.books, open, { status: 'PAYED', transactionId: 'b1a7', paymentMethod: 'GIROPAY' });
  const runner = c.begin();
  await c.books.clock.advance(60_000);
  expect(c.portal.notices).toMatchObject([
    { transactionId: 'b1a7', paidWith: { method: 'GIROPAY', detail: null }, cents: 3070 },
  ]);
  runner.stop();
});
