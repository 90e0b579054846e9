import { expect, test } from 'vitest';
import type { PaymentRecord, ReverseOutcome } from '../../../device-drivers/payment/contract.ts';
import { DELAYS } from '../configuration/delays.ts';
import { openBooks } from '../test-support/books.ts';
import { FakePaymentTerminal, OFFLINE, PAID, paymentRecord, READY } from '../test-support/fakes.ts';
import { DeviceTurn } from './device-turn.ts';
import { settlePayment } from './payment-outcome.ts';
import { ReversalDesk } from './reversal.ts';
import { TRIES } from './reversal-verdict.ts';

const NO_RECEIPTS = { merchant: [], customer: [] };
const REVERSED: ReverseOutcome = { kind: 'reversed', record: paymentRecord({ receiptNo: 13 }), receipts: NO_RECEIPTS };

/** A package that was paid, rejected, and is to be reversed. */
function counter() {
  const books = openBooks();
  books.policy.whenRejected = 'reverse';
  const device = new FakePaymentTerminal();
  device.onReverse = async () => REVERSED;
  const turn = new DeviceTurn();
  const refunds: string[] = [];
  const packageId = books.hold();
  const paid = books.journal.intend('authorise', packageId, {
    cents: 3070,
    reference: 'MSRH01-0AAA-0001X',
    before: { receiptNo: 11, trace: 33 },
  });
  books.outbox.movePayment(packageId, ['due'], 'paying');
  books.outbox.move(packageId, ['held'], 'rejected', { reason: 'rejected' });
  settlePayment(books, { intentId: paid, packageId, cents: 3070 }, PAID);
  const desks: ReversalDesk[] = [];
  const desk = () => {
    const made = new ReversalDesk({ ...books, device, turn, delays: DELAYS, onRefund: (id) => refunds.push(id) });
    desks.push(made);
    return made;
  };
  return {
    books,
    device,
    turn,
    refunds,
    packageId,
    paid,
    desk,
    async run() {
      desk().start();
      await books.clock.advance(0);
    },
    payment: () => books.outbox.get(packageId)?.payment,
    alerts: () => books.alerts.open().map(({ kind, reason }) => [kind, reason]),
    [Symbol.dispose]() {
      for (const made of desks) made.stop();
      books[Symbol.dispose]();
    },
  };
}

test('reversed: written down before it is asked for, and told', async () => {
  using c = counter();
  c.device.onReverse = async (record, hooks) => {
    expect(c.books.journal.open('reverse')).toMatchObject([{ packageId: c.packageId, intent: { of: c.paid, record } }]);
    await hooks.commit(paymentRecord({ receiptNo: 13 }));
    expect(c.books.journal.open('reverse')[0]?.evidence?.receiptNo).toBe(13);
    return REVERSED;
  };
  await c.run();
  expect(c.payment()).toBe('reversed');
  expect(c.books.journal.lastOutcome('reverse', c.packageId)?.result).toBe('reversed');
  expect(c.refunds).toEqual([c.packageId]);
  expect(c.alerts()).toEqual([]);
  expect(c.books.clock.waiting).toBe(0);
});

test('refused: staff repay, and are told why', async () => {
  using c = counter();
  c.device.onReverse = async () => ({ kind: 'not-reversed', reason: 'reversal-not-possible' });
  await c.run();
  expect(c.payment()).toBe('repay');
  expect(c.alerts()).toEqual([['reversal-failed', 'reversal-not-possible']]);
  expect(c.device.reversals).toHaveLength(1);
});

test('the end of an attempt is not known: asked again under the same intent, and B4 then means done', async () => {
  using c = counter();
  c.device.onReverse = async () => ({ kind: 'unclear', reason: 'unreachable' });
  await c.run();
  expect(c.alerts()).toEqual([['reversal-unclear', 'unreachable']]);
  const [first] = c.books.journal.open('reverse');
  c.device.onReverse = async () => ({ kind: 'reversed', record: null, receipts: NO_RECEIPTS });
  await c.books.clock.advance(DELAYS.reversalRetryAfter);
  expect(c.payment()).toBe('reversed');
  expect(c.books.journal.outcomeOf('reverse', first?.intentId ?? '')?.result).toBe('reversed');
  expect(c.alerts()).toEqual([]);
});

test('killed in the middle of it: the next run asks again instead of giving up', async () => {
  using c = counter();
  c.device.onReverse = () => new Promise(() => {});
  await c.run();
  const [open] = c.books.journal.open('reverse');
  c.device.onReverse = async () => REVERSED;
  const next = new ReversalDesk({
    ...c.books,
    device: c.device,
    turn: new DeviceTurn(),
    delays: DELAYS,
    onRefund: () => {},
  });
  next.start();
  await c.books.clock.advance(0);
  next.stop();
  expect(c.payment()).toBe('reversed');
  expect(c.books.journal.outcomeOf('reverse', open?.intentId ?? '')?.result).toBe('reversed');
});

test('a device without B4 refuses what may have been done: unclear, so that nobody pays back twice', async () => {
  using c = counter();
  c.device.onReverse = async () => ({ kind: 'unclear', reason: 'driver-crashed' });
  await c.run();
  c.device.onReverse = async () => ({ kind: 'not-reversed', reason: 'reversal-not-possible' });
  await c.books.clock.advance(DELAYS.reversalRetryAfter);
  expect(c.payment()).toBe('unclear');
  expect(c.alerts()).toEqual([['reversal-unclear', 'reversal-not-possible']]);
});

test('cut before it was carried out: asked again, with an intent of its own', async () => {
  using c = counter();
  c.device.onReverse = async () => ({ kind: 'not-reversed', reason: 'not-carried-out' });
  await c.run();
  expect(c.books.journal.open('reverse')).toEqual([]);
  c.device.onReverse = async () => REVERSED;
  await c.books.clock.advance(DELAYS.reversalRetryAfter);
  expect(c.payment()).toBe('reversed');
  expect(c.books.journal.attempts('reverse', c.packageId)).toBe(2);
});

test('a device that never says what became of it is asked so often, then staff look', async () => {
  using c = counter();
  c.device.onReverse = async () => ({ kind: 'unclear', reason: 'driver-hung' });
  await c.run();
  await c.books.clock.advance(TRIES * DELAYS.reversalRetryAfter);
  expect(c.device.reversals).toHaveLength(TRIES);
  expect(c.payment()).toBe('unclear');
  expect(c.books.clock.waiting).toBe(0);
});

test('the device is away: staff see it wait, it is reversed when the device is back, and the alert goes', async () => {
  using c = counter();
  c.device.setHealth(OFFLINE);
  await c.run();
  await c.books.clock.advance(20 * DELAYS.reversalRetryAfter);
  expect(c.device.reversals).toHaveLength(0);
  expect(c.alerts()).toEqual([['reversal-unclear', 'device-gone']]);
  c.device.setHealth(READY);
  await c.books.clock.advance(0);
  expect(c.payment()).toBe('reversed');
  expect(c.alerts()).toEqual([]);
});

test('never in the middle of a citizen’s payment; right after it', async () => {
  using c = counter();
  const release = c.turn.take({ use: 'payment', packageId: 'another' });
  await c.run();
  expect(c.device.reversals).toHaveLength(0);
  release?.();
  await c.books.clock.advance(0);
  expect(c.payment()).toBe('reversed');
});

test('a payment that staff have found out about has no record to reverse by: staff repay', async () => {
  using c = counter();
  const other = c.books.hold({ cents: 500, reference: 'BILL-123456' });
  c.books.outbox.movePayment(other, ['due'], 'reversing');
  await c.run();
  expect(c.books.outbox.get(other)?.payment).toBe('repay');
  expect(c.alerts()).toEqual([['reversal-failed', 'no-record']]);
});

test('a full disk before the intent: nothing is reversed, and it is tried again', async () => {
  using c = counter();
  c.books.db.exec(`CREATE TRIGGER full BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'full'); END`);
  await c.run();
  expect(c.device.reversals).toHaveLength(0);
  c.books.db.exec('DROP TRIGGER full');
  await c.books.clock.advance(DELAYS.reversalRetryAfter);
  expect(c.payment()).toBe('reversed');
});

test('a full disk after it: asked again until it can be written down', async () => {
  using c = counter();
  const asked: PaymentRecord[] = [];
  c.device.onReverse = async (record) => {
    asked.push(record);
    if (asked.length === 1) {
      c.books.db.exec(`CREATE TRIGGER full BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'full'); END`);
    }
    return REVERSED;
  };
  await c.run();
  expect(c.payment()).toBe('reversing');
  c.books.db.exec('DROP TRIGGER full');
  await c.books.clock.advance(DELAYS.reversalRetryAfter);
  expect(c.payment()).toBe('reversed');
  expect(asked).toHaveLength(2);
});

test('paid on a telephone: no device can give it back, so staff repay at the portal', async () => {
  using c = counter();
  const packageId = c.books.hold({ cents: 2500, reference: 'MSRH01-0AAA-0002W' });
  const items = [{ payee: 'stadtkasse', reference: 'MSRH01-0AAA-0002W', cents: 2500, purpose: '' }];
  const intentId = c.books.journal.intend('online', packageId, { cents: 2500, reference: 'MSRH01-0AAA-0002W', items });
  const record = { transactionId: 'b1a7', method: null, methodDetail: null };
  c.books.journal.conclude('online', intentId, { result: 'paid', reason: null, record });
  c.books.outbox.movePayment(packageId, ['due'], 'reversing');
  await c.run();
  expect(c.books.outbox.get(packageId)?.payment).toBe('repay');
  expect(c.alerts()).toEqual([['reversal-failed', 'paid-online']]);
  expect(c.device.reversals).toHaveLength(1);
});
