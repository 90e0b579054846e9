import { expect, test } from 'vitest';
import { err } from '../../../../foundation/result.ts';
import type { OnlineAnswer, OnlineProgress } from '../../../channel/terminal/money.ts';
import { DELAYS } from '../../configuration/delays.ts';
import { feeFor, openBooks } from '../../test-support/books.ts';
import { paymentRecord, sealedSubmission } from '../../test-support/fakes.ts';
import { LedgerPortal } from '../../test-support/ledger-portal.ts';
import { OnlineDesk } from './online-desk.ts';

const MINUTE = 60_000;

function counter() {
  const books = openBooks();
  const portal = new LedgerPortal();
  const paid: string[] = [];
  const booked: string[] = [];
  const settled: string[] = [];
  const shown: OnlineProgress[] = [];
  const make = () =>
    new OnlineDesk({
      ...books,
      portal,
      delays: { ...DELAYS, onlineAskJitter: 0 },
      onPaid: (packageId) => paid.push(packageId),
      onSettled: (packageId) => settled.push(packageId),
      onBooked: (packageId) => booked.push(packageId),
      onObserved: () => {},
    });
  let desk = make();
  const answers = new Map<string, OnlineAnswer>();
  return {
    books,
    portal,
    paid,
    booked,
    settled,
    shown,
    get desk() {
      return desk;
    },
    answer: (packageId: string) => answers.get(packageId) ?? null,
    /** Shows the code of a package, and waits for nothing. */
    async show(packageId: string) {
      answers.delete(packageId);
      void desk.pay(packageId, (progress) => shown.push(progress)).then((answer) => answers.set(packageId, answer));
      await books.clock.advance(0);
    },
    /** The next run of the terminal. */
    async restart() {
      desk.stop();
      desk = make();
      desk.start();
      await books.clock.advance(0);
    },
    payment: (packageId: string) => books.outbox.get(packageId)?.payment,
    alerts: () => books.alerts.open().map(({ kind, reason }) => [kind, reason]),
    [Symbol.dispose]() {
      desk.stop();
      books[Symbol.dispose]();
    },
  };
}

test('paid on the telephone: the package is released in the same breath, and the outcome stands in the journal', async () => {
  using c = counter();
  const packageId = c.books.hold();
  await c.show(packageId);
  expect(c.shown).toMatchObject([{ kind: 'code', isReachable: true }]);
  expect(c.payment(packageId)).toBe('paying');
  c.portal.decide('PAYED');
  await c.books.clock.advance(DELAYS.onlineAskSeen);
  expect(c.answer(packageId)).toEqual({ kind: 'paid' });
  expect(c.books.outbox.get(packageId)).toMatchObject({ state: 'released', payment: 'paid' });
  expect(c.books.journal.paidOnline(packageId)?.record).toMatchObject({ method: 'GIROPAY' });
  expect(c.paid).toEqual([packageId]);
});

test('the intent stands on the disk before the portal is asked, the number before its address is shown', async () => {
  using c = counter();
  const seen: unknown[] = [];
  const { open } = c.portal.client;
  Object.assign(c.portal.client, {
    open: (payment: Parameters<typeof open>[0]) => {
      const [intent] = c.books.journal.open('online');
      seen.push(intent?.intentId === payment.requestId && intent.evidence === null);
      return open(payment);
    },
  });
  void c.desk.pay(c.books.hold(), () => seen.push(c.books.journal.open('online')[0]?.evidence?.transactionId));
  await c.books.clock.advance(0);
  expect(seen).toEqual([true, c.portal.opened[0]?.transaction.transactionId]);
});

test('a lost answer opens no second payment', async () => {
  using c = counter();
  c.portal.loss = 'after';
  await c.show(c.books.hold());
  await c.books.clock.advance(DELAYS.onlineOpenAgain);
  expect(c.portal.opened).toHaveLength(1);
  expect(c.shown).toHaveLength(1);
});

test('a portal that does not open it: nothing is charged, and the package may be paid in another way', async () => {
  using c = counter();
  c.portal.isDown = true;
  const packageId = c.books.hold();
  await c.show(packageId);
  await c.books.clock.advance(MINUTE);
  expect(c.answer(packageId)).toEqual({ kind: 'not-paid', reason: 'unreachable' });
  expect(c.payment(packageId)).toBe('due');
  expect(c.books.journal.open('online')).toEqual([]);
});

test.each([
  ['FAILED', 'failed'],
  ['CANCELED', 'cancelled'],
] as const)('%s at the portal: nothing is charged, and the next try is another payment', async (status, reason) => {
  using c = counter();
  const packageId = c.books.hold();
  await c.show(packageId);
  c.portal.decide(status);
  await c.books.clock.advance(DELAYS.onlineAskSeen);
  expect(c.answer(packageId)).toEqual({ kind: 'not-paid', reason });
  expect(c.payment(packageId)).toBe('due');
  await c.show(packageId);
  expect(c.portal.opened).toHaveLength(2);
});

test('its time on the screen is over: the package may be paid in another way, and the same code comes back', async () => {
  using c = counter();
  const packageId = c.books.hold();
  await c.show(packageId);
  await c.books.clock.advance(DELAYS.onlineShown);
  expect(c.answer(packageId)).toEqual({ kind: 'not-paid', reason: 'expired' });
  expect(c.payment(packageId)).toBe('due');
  await c.show(packageId);
  expect(c.portal.opened).toHaveLength(1);
  expect(c.payment(packageId)).toBe('paying');
});

test('another way is wanted, and it was paid a moment ago: paid', async () => {
  using c = counter();
  const packageId = c.books.hold();
  await c.show(packageId);
  c.portal.decide('PAYED');
  await c.desk.leave(packageId);
  await c.books.clock.advance(0);
  expect(c.answer(packageId)).toEqual({ kind: 'paid' });
});

test('another way is wanted, and the portal does not answer: nobody may charge it, staff know, and it mends itself', async () => {
  using c = counter();
  const packageId = c.books.hold();
  await c.show(packageId);
  c.portal.isDown = true;
  void c.desk.leave(packageId);
  await c.books.clock.advance(MINUTE);
  expect(c.answer(packageId)).toMatchObject({ kind: 'unclear' });
  expect(c.payment(packageId)).toBe('unclear');
  expect(await c.desk.askBeforeCard(packageId)).toBe('unknown');
  expect(c.alerts()).toEqual([['payment-unclear', 'portal-unreachable']]);
  c.portal.isDown = false;
  await c.books.clock.advance(2 * MINUTE);
  c.portal.decide('CANCELED');
  await c.books.clock.advance(2 * MINUTE);
  expect(c.payment(packageId)).toBe('due');
  expect(c.alerts()).toEqual([]);
});

test('left for the card and never paid: a later payment on the telephone is booked and delivered', async () => {
  using c = counter();
  const packageId = c.books.hold();
  await c.show(packageId);
  await c.desk.leave(packageId);
  await c.books.clock.advance(0);
  expect(c.answer(packageId)).toEqual({ kind: 'not-paid', reason: 'left' });
  // Its session is over: what may yet be paid is not erased.
  expect(c.books.outbox.dropOrphans([])).toBe(0);
  c.portal.decide('PAYED');
  await c.books.clock.advance(DELAYS.onlineAskUnseen);
  expect(c.books.outbox.get(packageId)).toMatchObject({ state: 'released', payment: 'paid' });
  expect(c.booked).toEqual([packageId]);
  expect(c.alerts()).toEqual([]);
});

test('paid by card and then on the telephone, too: staff repay, and the package stays paid', async () => {
  using c = counter();
  const packageId = c.books.hold();
  await c.show(packageId);
  await c.desk.leave(packageId);
  await c.books.clock.advance(0);
  payByCard(c.books, packageId);
  c.portal.decide('PAYED');
  await c.books.clock.advance(DELAYS.onlineAskUnseen);
  expect(c.alerts()).toEqual([['repay-online', 'paid-twice']]);
  expect(c.payment(packageId)).toBe('paid');
  expect(c.books.journal.paidOnline(packageId)).toBeNull();
});

test('paid on the telephone while a card is being charged: what the card terminal says comes first', async () => {
  using c = counter();
  const packageId = c.books.hold();
  await c.show(packageId);
  await c.desk.leave(packageId);
  await c.books.clock.advance(0);
  const intentId = beginCard(c.books, packageId);
  c.portal.decide('PAYED');
  await c.books.clock.advance(DELAYS.onlineAskUnseen);
  expect(c.payment(packageId)).toBe('paying');
  c.books.journal.conclude('authorise', intentId, { result: 'not-paid', reason: 'declined', record: null });
  c.books.outbox.movePayment(packageId, ['paying'], 'due');
  expect(await c.desk.isPaidMeanwhile(packageId)).toBe(true);
  expect(c.payment(packageId)).toBe('paid');
});

test('paid on the telephone after the package was dropped: an open case, with what was paid', async () => {
  using c = counter();
  const packageId = c.books.hold();
  await c.show(packageId);
  await c.desk.leave(packageId);
  await c.books.clock.advance(0);
  c.books.outbox.drop(packageId);
  c.portal.decide('PAYED');
  await c.books.clock.advance(DELAYS.onlineAskUnseen);
  expect(c.alerts()).toEqual([['repay-online', 'package-missing']]);
  expect(c.books.journal.lastOnline(packageId)).toMatchObject({ cents: 3070 });
});

test('the terminal ends while the code stands there: the next run asks on, and books what was paid', async () => {
  using c = counter();
  const packageId = c.books.hold();
  await c.show(packageId);
  c.portal.decide('PAYED');
  await c.restart();
  expect(c.payment(packageId)).toBe('paid');
});

test('the terminal ends before the address was shown: nobody can have paid it', async () => {
  using c = counter();
  const packageId = c.books.hold();
  c.portal.isDown = true;
  await c.show(packageId);
  await c.restart();
  expect(c.books.journal.lastOutcome('online', packageId)).toMatchObject({ result: 'not-paid', reason: 'never-shown' });
  expect(c.payment(packageId)).toBe('due');
  // What nobody can pay any more is looked for then.
  expect(c.settled).toContain(packageId);
});

test.each(['before', 'none', 'refused'] as const)(
  'its session goes while it is being opened, and the answer is %s: nobody can pay it, and it waits for nothing',
  async (answer) => {
    using c = counter();
    const { open } = c.portal.client;
    Object.assign(c.portal.client, {
      open: async (payment: Parameters<typeof open>[0]) => {
        c.desk.sessionGone('0123456789abcdef');
        await c.books.clock.advance(0);
        c.settled.length = 0;
        if (answer === 'refused') return err({ reason: 'refused', status: 400, problem: null });
        c.portal.loss = answer;
        return open(payment);
      },
    });
    const packageId = c.books.hold();
    await c.show(packageId);
    await c.books.clock.advance(MINUTE);
    expect(c.books.journal.lastOutcome('online', packageId)).toMatchObject({ reason: 'never-shown' });
    expect(c.payment(packageId)).toBe('due');
    expect(c.settled).toContain(packageId);
    expect(c.alerts()).toEqual([]);
  },
);

test('its session goes between two tries of opening it: nobody can pay it, and it waits for nothing', async () => {
  using c = counter();
  c.portal.isDown = true;
  const packageId = c.books.hold();
  await c.show(packageId);
  c.desk.sessionGone('0123456789abcdef');
  await c.books.clock.advance(MINUTE);
  expect(c.books.journal.lastOutcome('online', packageId)).toMatchObject({ reason: 'never-shown' });
  expect(c.payment(packageId)).toBe('due');
  expect(c.alerts()).toEqual([]);
});

test('its session goes while it is being opened, and the portal has money already: paid', async () => {
  using c = counter();
  const { open } = c.portal.client;
  Object.assign(c.portal.client, {
    open: async (payment: Parameters<typeof open>[0]) => {
      c.desk.sessionGone('0123456789abcdef');
      await open(payment);
      c.portal.decide('PAYED');
      return open(payment);
    },
  });
  const packageId = c.books.hold();
  await c.show(packageId);
  expect(c.payment(packageId)).toBe('paid');
});

test('unclear, another package has paid the same, then paid on the telephone: repaid, and no longer unclear', async () => {
  using c = counter();
  const packageId = c.books.hold();
  await c.show(packageId);
  c.desk.sessionGone('0123456789abcdef');
  await c.books.clock.advance(c.portal.validFor + MINUTE);
  expect(c.payment(packageId)).toBe('unclear');
  c.books.outbox.movePayment(c.books.hold(), ['due'], 'paid');
  c.portal.decide('PAYED');
  await c.books.clock.advance(DELAYS.onlineAskOverdue);
  expect(c.payment(packageId)).toBe('due');
  expect(c.alerts()).toEqual([['repay-online', 'paid-twice']]);
});

test('given back while nobody knows whether a card was charged: that stays unclear', async () => {
  using c = counter();
  const packageId = c.books.hold();
  await c.show(packageId);
  await c.desk.leave(packageId);
  await c.books.clock.advance(0);
  const intentId = beginCard(c.books, packageId);
  c.books.journal.conclude('authorise', intentId, { result: 'unclear', reason: 'amount-differs', record: null });
  c.books.outbox.movePayment(packageId, ['paying'], 'unclear');
  c.books.alerts.raise('payment-unclear', packageId, 'amount-differs');
  c.books.outbox.movePayment(c.books.hold(), ['due'], 'paid');
  c.portal.decide('PAYED');
  await c.books.clock.advance(DELAYS.onlineAskUnseen);
  expect(c.payment(packageId)).toBe('unclear');
  expect(c.alerts()).toContainEqual(['payment-unclear', 'amount-differs']);
});

test('unclear, then paid by card, and the telephone never paid: a day after its time its alert is gone', async () => {
  using c = counter();
  const packageId = c.books.hold();
  await c.show(packageId);
  c.desk.sessionGone('0123456789abcdef');
  await c.books.clock.advance(c.portal.validFor + MINUTE);
  expect(c.alerts()).toEqual([['payment-unclear', 'still-open']]);
  c.books.outbox.movePayment(packageId, ['unclear'], 'paid');
  await c.books.clock.advance(DELAYS.onlineForgottenAfter + DELAYS.onlineAskOverdue);
  expect(c.books.journal.open('online')).toEqual([]);
  expect(c.alerts()).toEqual([]);
});

test('its time at the portal is over and nobody knows: staff are told, and it is asked on until the portal knows', async () => {
  using c = counter();
  const packageId = c.books.hold();
  await c.show(packageId);
  c.desk.sessionGone('0123456789abcdef');
  await c.books.clock.advance(c.portal.validFor + MINUTE);
  expect(c.payment(packageId)).toBe('unclear');
  expect(c.alerts()).toEqual([['payment-unclear', 'still-open']]);
  c.portal.decide('PAYED');
  await c.books.clock.advance(DELAYS.onlineAskOverdue);
  expect(c.payment(packageId)).toBe('paid');
  expect(c.alerts()).toEqual([]);
});

test('paid by card, and the telephone never paid: a day after its time nobody asks any more, and staff hear nothing', async () => {
  using c = counter();
  const packageId = c.books.hold();
  await c.show(packageId);
  await c.desk.leave(packageId);
  await c.books.clock.advance(0);
  payByCard(c.books, packageId);
  await c.books.clock.advance(c.portal.validFor + DELAYS.onlineForgottenAfter + DELAYS.onlineAskOverdue);
  expect(c.books.journal.open('online')).toEqual([]);
  expect(c.alerts()).toEqual([]);
});

test('while nobody waits for it the portal is asked seldom, and more seldom while it does not answer', async () => {
  using c = counter();
  await c.show(c.books.hold());
  await c.books.clock.advance(MINUTE);
  expect(c.portal.reads).toBe(MINUTE / DELAYS.onlineAskSeen);
  c.desk.sessionGone('0123456789abcdef');
  c.portal.reads = 0;
  c.portal.isDown = true;
  await c.books.clock.advance(10 * MINUTE);
  expect(c.portal.reads).toBeLessThan(20);
});

test('a bill that may yet be paid on a telephone is not open for anybody else', async () => {
  using c = counter();
  await c.show(c.books.hold());
  const other = c.books.hold();
  await expect(c.desk.pay(other, () => {})).rejects.toThrow('busy');
  c.desk.sessionGone('0123456789abcdef');
  await c.books.clock.advance(0);
  await expect(c.desk.pay(other, () => {})).rejects.toThrow('bill-changed');
});

test('several bills are one payment at the portal, each with its Kassenzeichen', async () => {
  using c = counter();
  const sealed = sealedSubmission();
  const items = ['VG-0001', 'W-00002'].map((reference, at) => ({
    payee: `payee-${at}`,
    reference,
    cents: 100 + at,
    purpose: 'Verwarnung',
  }));
  const fee = { ...feeFor({ cents: 201, reference: 'VG-0001' }), items };
  c.books.outbox.hold('0123456789abcdef', 'bewohnerparkausweis', sealed, fee);
  await c.show(sealed.packageId);
  expect(c.portal.opened[0]?.payment).toMatchObject({
    purpose: 'VG-0001',
    description: 'Verwarnung',
    items: [
      { reference: 'VG-0001', cents: 100 },
      { reference: 'W-00002', cents: 101 },
    ],
  });
});

function beginCard({ journal, outbox }: ReturnType<typeof openBooks>, packageId: string): string {
  outbox.movePayment(packageId, ['due'], 'paying');
  const before = { receiptNo: 1, trace: 1 };
  return journal.intend('authorise', packageId, { cents: 3070, reference: 'MSRH01-0AAA-0001X', before });
}

function payByCard(books: ReturnType<typeof openBooks>, packageId: string): void {
  const intentId = beginCard(books, packageId);
  books.journal.conclude('authorise', intentId, { result: 'paid', reason: null, record: paymentRecord() });
  books.outbox.movePayment(packageId, ['paying'], 'paid');
}
