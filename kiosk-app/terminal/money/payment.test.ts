import { expect, test } from 'vitest';
import { feeOfItems } from '../../channel/terminal/money.ts';
import { DELAYS } from '../configuration/delays.ts';
import { openBooks } from '../test-support/books.ts';
import {
  DECLINED,
  FakePaymentTerminal,
  OFFLINE,
  PAID,
  paymentRecord,
  READY,
  sealedSubmission,
  UNCLEAR,
} from '../test-support/fakes.ts';
import { DeviceTurn } from './device-turn.ts';
import { PaymentDesk } from './payment.ts';

function counter() {
  const books = openBooks();
  const device = new FakePaymentTerminal();
  const released: string[] = [];
  const owedToldInTransaction: boolean[] = [];
  const turn = new DeviceTurn();
  const desk = new PaymentDesk({
    ...books,
    device,
    turn,
    delays: DELAYS,
    tellOwed: () => owedToldInTransaction.push(books.db.inTransaction),
    onPaid: (packageId) => released.push(packageId),
    onSettled: () => {},
  });
  return {
    owedToldInTransaction,
    books,
    device,
    desk,
    turn,
    released,
    [Symbol.dispose]() {
      desk.stop();
      books[Symbol.dispose]();
    },
  };
}
const quiet = () => {};
const UNREACHABLE = { kind: 'unclear', reason: 'unreachable' } as const;

test('paid: the package is released in the same breath, and the outcome stands in the journal', async () => {
  using c = counter();
  const packageId = c.books.hold();
  expect(await c.desk.pay(packageId, quiet)).toEqual({ kind: 'paid', cardName: 'girocard' });
  expect(c.books.outbox.get(packageId)?.state).toBe('released');
  expect(c.books.journal.lastOutcome('authorise', packageId)?.result).toBe('paid');
  expect(c.released).toEqual([packageId]);
  expect(c.desk.customerLines(packageId)).toHaveLength(1);
});

test('a payment came to nothing: no instant at which its fee is owed and staff are not told', async () => {
  using c = counter();
  c.device.onAuthorise = async () => DECLINED;
  await c.desk.pay(c.books.hold(), quiet);
  expect(c.owedToldInTransaction).toEqual([true]);
});

test('the intent, with the receipt before it, stands on the disk before the device is asked', async () => {
  using c = counter();
  const packageId = c.books.hold();
  c.device.onAuthorise = async () => {
    expect(c.books.journal.open('authorise')).toMatchObject([
      { packageId, intent: { cents: 3070, before: { receiptNo: 11, trace: 33 } } },
    ]);
    expect(c.books.outbox.get(packageId)?.payment).toBe('paying');
    return DECLINED;
  };
  await c.desk.pay(packageId, quiet);
  expect(c.device.asked).toHaveLength(1);
});

test('what the device says is durable before it is acknowledged', async () => {
  using c = counter();
  c.device.onAuthorise = async (_, hooks) => {
    await hooks.commit(paymentRecord({ receiptNo: 99 }));
    expect(c.books.journal.open('authorise')[0]?.evidence?.receiptNo).toBe(99);
    return PAID;
  };
  await c.desk.pay(c.books.hold(), quiet);
});

test('a full disk before the intent: the device is not asked for money', async () => {
  using c = counter();
  const packageId = c.books.hold();
  c.books.db.exec(`CREATE TRIGGER full BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'full'); END`);
  await expect(c.desk.pay(packageId, quiet)).rejects.toThrow();
  expect(c.device.asked).toHaveLength(0);
  expect(c.books.outbox.get(packageId)?.state).toBe('held');
});

test('a commit that cannot be written rejects, so that the driver does not acknowledge', async () => {
  using c = counter();
  let rejected = false;
  c.device.onAuthorise = async (_, hooks) => {
    c.books.db.exec(`CREATE TRIGGER full BEFORE INSERT ON journal WHEN new.phase = 'evidence'
      BEGIN SELECT RAISE(ABORT, 'full'); END`);
    await hooks.commit(paymentRecord()).catch(() => {
      rejected = true;
    });
    return UNCLEAR;
  };
  expect((await c.desk.pay(c.books.hold(), quiet)).kind).toBe('unclear');
  expect(rejected).toBe(true);
});

test('declined: nothing is released and the citizen may try again', async () => {
  using c = counter();
  const packageId = c.books.hold();
  c.device.onAuthorise = async () => DECLINED;
  expect(await c.desk.pay(packageId, quiet)).toEqual({ kind: 'not-paid', reason: 'declined', text: null });
  expect(c.books.outbox.get(packageId)?.state).toBe('held');
  c.device.onAuthorise = async () => PAID;
  expect((await c.desk.pay(packageId, quiet)).kind).toBe('paid');
  expect(c.released).toEqual([packageId]);
});

test('a paid package is never asked for again', async () => {
  using c = counter();
  const packageId = c.books.hold();
  await c.desk.pay(packageId, quiet);
  await expect(c.desk.pay(packageId, quiet)).rejects.toThrow('already-paid');
  expect(c.device.asked).toHaveLength(1);
});

test('the same bill in another package is refused once paid', async () => {
  using c = counter();
  const bill = { cents: 1500, reference: 'BILL-123456' };
  c.device.onAuthorise = async () => ({ ...PAID, record: paymentRecord({ amount: 1500 }) }) as typeof PAID;
  await c.desk.pay(c.books.hold(bill), quiet);
  await expect(c.desk.pay(c.books.hold(bill), quiet)).rejects.toThrow('bill-changed');
});

test.each(['paying', 'unclear', 'paid', 'reversing', 'repay'] as const)(
  'a bill that another package holds as %s never makes this one paid',
  async (payment) => {
    using c = counter();
    const bill = { cents: 1500, reference: 'BILL-123456' };
    c.books.outbox.movePayment(c.books.hold(bill), ['due'], payment);
    await expect(c.desk.pay(c.books.hold(bill), quiet)).rejects.toThrow('bill-changed');
  },
);

test.each(['paying', 'reversing', 'reversed', 'repay'] as const)(
  'its own payment that is %s is not "paid"',
  async (payment) => {
    using c = counter();
    const packageId = c.books.hold();
    c.books.outbox.movePayment(packageId, ['due'], payment);
    await expect(c.desk.pay(packageId, quiet)).rejects.toThrow('not-payable');
  },
);

test('one of several bills was paid before: nothing is asked of the device, and nothing is half booked', async () => {
  using c = counter();
  const bill = { cents: 1500, reference: 'BILL-123456' };
  c.device.onAuthorise = async () => ({ ...PAID, record: paymentRecord({ amount: 1500 }) }) as typeof PAID;
  await c.desk.pay(c.books.hold(bill), quiet);
  const sealed = sealedSubmission();
  const items = ['OTHER-1234', bill.reference].map((reference) => ({ payee: 'a', reference, cents: 10, purpose: '' }));
  c.books.outbox.hold('0123456789abcdef', 'bescheid-bezahlen', sealed, feeOfItems(items));
  await expect(c.desk.pay(sealed.packageId, quiet)).rejects.toThrow('bill-changed');
  expect(c.device.asked).toHaveLength(1);
  expect(c.books.outbox.get(sealed.packageId)).toMatchObject({ state: 'held', payment: 'due' });
});

test('unclear, and the device, asked once more, says paid: released', async () => {
  using c = counter();
  const packageId = c.books.hold();
  const phases: string[] = [];
  c.device.onAuthorise = async () => UNCLEAR;
  c.device.onRecover = async () => PAID;
  expect((await c.desk.pay(packageId, ({ phase }) => phases.push(phase))).kind).toBe('paid');
  expect(phases).toEqual(['recovering']);
  expect(c.device.asked).toHaveLength(1);
  expect(c.released).toEqual([packageId]);
});

test('unclear, and the device stays away: unclear with its reference, kept, counted, never charged again', async () => {
  using c = counter();
  const packageId = c.books.hold();
  c.device.onAuthorise = async () => {
    c.device.setHealth(OFFLINE);
    return UNCLEAR;
  };
  const paying = c.desk.pay(packageId, quiet);
  await c.books.clock.advance(DELAYS.paymentDeviceBackWithin);
  expect(await paying).toEqual({ kind: 'unclear', reference: 'MSRH01-0AAA-0001X' });
  expect(c.books.outbox.counts().unclear).toBe(1);
  expect(c.books.outbox.drop(packageId)).toBe(false);
  expect((await c.desk.pay(packageId, quiet)).kind).toBe('unclear');
  expect(c.device.asked).toHaveLength(1);
  expect(c.device.recovered).toHaveLength(0);
});

test('unclear, and the device comes back within the wait: it is asked', async () => {
  using c = counter();
  c.device.onAuthorise = async () => {
    c.device.setHealth(OFFLINE);
    return UNCLEAR;
  };
  c.device.onRecover = async () => DECLINED;
  const paying = c.desk.pay(c.books.hold(), quiet);
  await c.books.clock.advance(5_000);
  c.device.setHealth(READY);
  expect((await paying).kind).toBe('not-paid');
  expect(c.books.clock.waiting).toBe(0);
});

test('a driver that throws half-way is asked what happened', async () => {
  using c = counter();
  c.device.onAuthorise = async (_, hooks) => {
    await hooks.commit(paymentRecord());
    throw new TypeError('driver bug');
  };
  c.device.onRecover = async ({ committed }) => {
    expect(committed).toEqual(paymentRecord());
    return PAID;
  };
  expect((await c.desk.pay(c.books.hold(), quiet)).kind).toBe('paid');
});

test('another amount than asked for is unclear, not paid', async () => {
  using c = counter();
  c.device.onAuthorise = async () => ({ ...PAID, record: paymentRecord({ amount: 307 }) }) as typeof PAID;
  expect((await c.desk.pay(c.books.hold(), quiet)).kind).toBe('unclear');
  expect(c.released).toEqual([]);
});

test('one payment at a time', async () => {
  using c = counter();
  const { promise, resolve } = Promise.withResolvers<typeof PAID>();
  c.device.onAuthorise = () => promise;
  const first = c.desk.pay(c.books.hold(), quiet);
  await expect(c.desk.pay(c.books.hold(null), quiet)).rejects.toThrow('no-fee');
  const other = c.books.hold({ cents: 100, reference: 'OTHER-1234' });
  await expect(c.desk.pay(other, quiet)).rejects.toThrow('busy');
  resolve(PAID);
  await first;
});

test('after a restart: an open payment that the device knows as paid is released, and no new one starts meanwhile', async () => {
  using c = counter();
  const packageId = c.books.hold();
  c.device.onAuthorise = () => new Promise(() => {});
  void c.desk.pay(packageId, quiet);
  using next = {
    desk: new PaymentDesk({
      ...c.books,
      device: c.device,
      turn: new DeviceTurn(),
      delays: DELAYS,
      onPaid: (id) => c.released.push(id),
      onSettled: () => {},
    }),
    [Symbol.dispose]() {},
  };
  c.device.onRecover = async ({ before, amount }) => {
    expect({ before, amount }).toEqual({ before: { receiptNo: 11, trace: 33 }, amount: 3070 });
    return PAID;
  };
  const recovering = next.desk.settleOpen(DELAYS.recoveryDeviceWithin);
  const other = c.books.hold({ cents: 100, reference: 'OTHER-1234' });
  await expect(next.desk.pay(other, quiet)).rejects.toThrow('busy');
  await recovering;
  expect(c.books.outbox.get(packageId)?.state).toBe('released');
  expect(c.released).toEqual([packageId]);
  expect(next.desk.busyWith).toBeNull();
});

test('a question that ends the driver each time is not asked for ever: staff decide', async () => {
  using c = counter();
  const packageId = c.books.hold();
  c.device.onAuthorise = async () => ({ kind: 'unclear', reason: 'driver-crashed' });
  c.device.onRecover = async () => ({ kind: 'unclear', reason: 'driver-crashed' });
  expect((await c.desk.pay(packageId, quiet)).kind).toBe('unclear');
  expect(c.device.recovered).toHaveLength(3);
  expect(c.device.asked).toHaveLength(1);
});

test('what a dying driver said last reaches the question to its successor', async () => {
  using c = counter();
  let commit = async () => {};
  c.device.onAuthorise = async (_, hooks) => {
    commit = () => hooks.commit(paymentRecord({ receiptNo: 77 }));
    c.device.setHealth(OFFLINE);
    return { kind: 'unclear', reason: 'driver-crashed' };
  };
  c.device.onRecover = async () => PAID;
  const paid = c.desk.pay(c.books.hold(), quiet);
  await c.books.clock.advance(10);
  await commit();
  c.device.setHealth(READY);
  expect((await paid).kind).toBe('paid');
  expect(c.device.recovered[0]?.committed?.receiptNo).toBe(77);
});

/** A payment whose device went away before it said anything. */
async function leftUnclear(c: ReturnType<typeof counter>) {
  const packageId = c.books.hold();
  c.device.onAuthorise = async () => {
    c.device.setHealth(OFFLINE);
    return UNREACHABLE;
  };
  c.desk.watch();
  const paying = c.desk.pay(packageId, quiet);
  await c.books.clock.advance(DELAYS.paymentDeviceBackWithin);
  expect((await paying).kind).toBe('unclear');
  return packageId;
}

test('unclear because the device is away: staff are told, its intent stays open, nobody else is charged before', async () => {
  using c = counter();
  const packageId = await leftUnclear(c);
  expect(c.books.outbox.get(packageId)).toMatchObject({ state: 'held', payment: 'unclear' });
  expect(c.books.alerts.open()).toMatchObject([{ kind: 'payment-unclear', packageId, reason: 'device-gone' }]);
  expect(c.books.journal.open('authorise')).toHaveLength(1);
  await expect(c.desk.pay(c.books.hold({ cents: 100, reference: 'OTHER-1234' }), quiet)).rejects.toThrow('busy');
});

test('the device is back and knows: paid by itself, the alert goes, others can pay again', async () => {
  using c = counter();
  const packageId = await leftUnclear(c);
  c.device.onRecover = async () => PAID;
  c.device.setHealth(READY);
  await c.books.clock.advance(0);
  expect(c.books.outbox.get(packageId)).toMatchObject({ state: 'released', payment: 'paid' });
  expect(c.released).toEqual([packageId]);
  expect(c.books.alerts.open()).toEqual([]);
  c.device.onAuthorise = async () => DECLINED;
  expect((await c.desk.pay(c.books.hold({ cents: 100, reference: 'OTHER-1234' }), quiet)).kind).toBe('not-paid');
});

test('the device is back and cannot tell: staff decide, and it is not asked for ever', async () => {
  using c = counter();
  const packageId = await leftUnclear(c);
  c.device.onRecover = async () => ({ kind: 'unclear', reason: 'other-payment-since' });
  c.device.setHealth(READY);
  await c.books.clock.advance(10 * DELAYS.unclearAskEvery);
  expect(c.device.recovered).toHaveLength(1);
  expect(c.books.journal.lastOutcome('authorise', packageId)).toMatchObject({ result: 'unclear' });
  expect(c.books.alerts.open()).toHaveLength(1);
  expect(c.desk.isBusy).toBe(false);
});

test('the device is usable but not ready to say: asked again after the named time', async () => {
  using c = counter();
  await leftUnclear(c);
  c.device.onRecover = async () => ({ kind: 'unclear', reason: 'not-ready' });
  c.device.setHealth(READY);
  await c.books.clock.advance(0);
  c.device.onRecover = async () => DECLINED;
  await c.books.clock.advance(DELAYS.unclearAskEvery);
  expect(c.books.journal.open('authorise')).toEqual([]);
  expect(c.books.alerts.open()).toEqual([]);
});

test('staff were quicker than the device: what they found out stands', async () => {
  using c = counter();
  const packageId = await leftUnclear(c);
  const [open] = c.books.journal.open('authorise');
  c.device.onRecover = async () => {
    c.books.journal.conclude('authorise', open?.intentId ?? '', { result: 'not-paid', reason: 'staff', record: null });
    return PAID;
  };
  c.device.setHealth(READY);
  await c.books.clock.advance(0);
  expect(c.books.journal.lastOutcome('authorise', packageId)).toMatchObject({ result: 'not-paid', reason: 'staff' });
});

test('paid, and the disk is full then: unclear for the citizen, and settled when there is space', async () => {
  using c = counter();
  const packageId = c.books.hold();
  c.desk.watch();
  c.device.onAuthorise = async () => {
    c.books.db.exec(`CREATE TRIGGER full BEFORE INSERT ON journal WHEN new.phase = 'outcome'
      BEGIN SELECT RAISE(ABORT, 'full'); END`);
    return PAID;
  };
  c.device.onRecover = async () => PAID;
  expect((await c.desk.pay(packageId, quiet)).kind).toBe('unclear');
  c.books.db.exec('DROP TRIGGER full');
  await c.books.clock.advance(DELAYS.unclearAskEvery);
  expect(c.books.outbox.get(packageId)).toMatchObject({ state: 'released', payment: 'paid' });
  expect(c.device.asked).toHaveLength(1);
});

test('a package that vanished while it was being paid: staff are told, nothing throws', async () => {
  using c = counter();
  const packageId = c.books.hold();
  c.device.onAuthorise = async () => {
    c.books.db.prepare('DELETE FROM package').run();
    return PAID;
  };
  expect((await c.desk.pay(packageId, quiet)).kind).toBe('unclear');
  expect(c.books.alerts.open()).toMatchObject([{ kind: 'payment-unclear', packageId, reason: 'package-missing' }]);
});

test.each(['released', 'delivering', 'rejected', 'flagged'] as const)(
  'submit-then-pay: no money while the request is %s',
  async (state) => {
    using c = counter();
    const packageId = c.books.hold();
    c.books.outbox.move(packageId, ['held'], state);
    await expect(c.desk.pay(packageId, quiet)).rejects.toThrow('not-submitted');
    expect(c.device.asked).toHaveLength(0);
  },
);

test.each(['submitted', 'accepted'] as const)(
  'submit-then-pay: paid once it is %s, and nothing is delivered again',
  async (state) => {
    using c = counter();
    const packageId = c.books.hold();
    c.books.outbox.move(packageId, ['held'], state);
    expect((await c.desk.pay(packageId, quiet)).kind).toBe('paid');
    expect(c.books.outbox.get(packageId)).toMatchObject({ state, payment: 'paid' });
  },
);

test('submit-then-pay: rejected while the citizen pays: the money goes back, or staff know', async () => {
  using c = counter();
  c.books.policy.whenRejected = 'reverse';
  const packageId = c.books.hold();
  c.books.outbox.move(packageId, ['held'], 'submitted');
  c.device.onAuthorise = async () => {
    c.books.outbox.move(packageId, ['submitted'], 'rejected', { reason: 'rejected' });
    return PAID;
  };
  await c.desk.pay(packageId, quiet);
  expect(c.books.outbox.get(packageId)?.payment).toBe('reversing');
});

test('a citizen who wants to pay waits for a reversal that is running', async () => {
  using c = counter();
  const release = c.turn.take({ use: 'reversal', packageId: 'another' });
  const paying = c.desk.pay(c.books.hold(), quiet);
  await c.books.clock.advance(1_000);
  expect(c.device.asked).toHaveLength(0);
  release?.();
  expect((await paying).kind).toBe('paid');
});
