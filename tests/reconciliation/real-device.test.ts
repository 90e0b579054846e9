import { afterEach, beforeEach, expect, test } from 'vitest';
import { createZvtPaymentTerminal, type ZvtPaymentTerminal } from '../../device-drivers/payment/index.ts';
import { systemClock } from '../../foundation/clock.ts';
import { silentLog } from '../../foundation/log.ts';
import { DELAYS } from '../../kiosk-app/terminal/configuration/delays.ts';
import { settlePayment } from '../../kiosk-app/terminal/money/payment-outcome.ts';
import { noteUnsolicited } from '../../kiosk-app/terminal/money/unsolicited-reports.ts';
import { lastAccount } from '../../kiosk-app/terminal/reconciliation/closings.ts';
import { scheduleEndOfDay } from '../../kiosk-app/terminal/reconciliation/end-of-day.ts';
import { TILL } from '../../kiosk-app/terminal/reconciliation/test-support/ledger.ts';
import { openBooks } from '../../kiosk-app/terminal/test-support/books.ts';
import { startZvtSimulator, type ZvtSimulator } from '../../simulators/payment/index.ts';
import { inService, tapWhenAsked, until } from '../../simulators/payment/test-support/real-time.ts';

/** The terminal's books against a payment terminal that keeps books of its own, over ZVT on a real socket. */

const QUIET = { onProgress: () => {}, commit: async () => {} };
let books: ReturnType<typeof openBooks>;
let simulator: ZvtSimulator;
let device: ZvtPaymentTerminal;

beforeEach(async () => {
  books = openBooks();
  simulator = await startZvtSimulator({ port: 0, clock: systemClock, log: silentLog, pace: 0 });
  device = createZvtPaymentTerminal({
    host: '127.0.0.1',
    port: simulator.port,
    password: '000000',
    clock: systemClock,
    log: silentLog,
    delays: { reconnectFirst: 20, reconnectMost: 100 },
  });
  device.onUnsolicited(noteUnsolicited(books));
  await inService(device);
  tapWhenAsked(simulator, 'approved');
});
afterEach(async () => {
  await device.close();
  await simulator.close();
  books[Symbol.dispose]();
});

async function pay(cents: number) {
  const reference = `MSRH01-0AAA-${String(cents).padStart(5, '0')}`;
  const packageId = books.hold({ cents, reference });
  books.outbox.movePayment(packageId, ['due'], 'paying');
  const before = device.lastReceipt();
  const intentId = books.journal.intend('authorise', packageId, { cents, reference, before });
  const outcome = await device.authorise({ intentId, amount: cents }, QUIET);
  settlePayment(books, { intentId, packageId, cents }, outcome);
  return { packageId, intentId, outcome };
}

/** The day is over as soon as it is looked. */
async function closeDay() {
  const before = lastAccount(books.db)?.number ?? 0;
  const schedule = scheduleEndOfDay({
    ...books,
    device,
    at: '00:00',
    till: TILL,
    mayRun: () => true,
    delays: { ...DELAYS, endOfDayLookEvery: 10 },
    clock: systemClock,
  });
  await until(() => (lastAccount(books.db)?.number ?? 0) > before);
  schedule.stop();
  return lastAccount(books.db);
}

test('payments, and one given back: both books agree to the cent', async () => {
  await pay(3070);
  const { packageId, intentId, outcome } = await pay(1500);
  if (outcome.kind !== 'paid') throw new Error(outcome.kind);
  const reverseId = books.journal.intend('reverse', packageId, { of: intentId, record: outcome.record });
  expect(await device.reverse(outcome.record, QUIET)).toMatchObject({ kind: 'reversed' });
  books.journal.conclude('reverse', reverseId, { result: 'reversed', reason: null });
  const account = await closeDay();
  expect(account).toMatchObject({
    journal: { count: 1, total: 3070 },
    device: { total: 3070, count: 1 },
    differences: [],
  });
  expect(account?.items.map(({ kind, receiptNo }) => [kind, receiptNo])).toEqual([
    ['payment', 1],
    ['payment', 2],
    ['reversal', 2],
  ]);
});

test('a payment whose line was cut, found again by asking, agrees', async () => {
  simulator.behave({ kind: 'cut-after-status', times: 1 });
  await pay(3070);
  expect((await closeDay())?.differences).toEqual([]);
});

test('a payment whose end this terminal never learned is known to the device’s sum', async () => {
  const { packageId } = await pay(3070);
  const reference = 'MSRH01-0AAA-LOST1';
  const lost = books.hold({ cents: 1500, reference });
  const intentId = books.journal.intend('authorise', lost, { cents: 1500, reference, before: device.lastReceipt() });
  expect(await device.authorise({ intentId, amount: 1500 }, QUIET)).toMatchObject({ kind: 'paid' });
  books.journal.conclude('authorise', intentId, { result: 'unclear', reason: 'device-gone', record: null });
  const account = await closeDay();
  expect(account?.differences).toMatchObject([{ kind: 'unclear-payment', isCounted: true, cents: 1500 }]);
  expect(account?.items.map((item) => item.packageId)).toEqual([packageId]);
});

test('another till on the same device: the sum, and its receipt', async () => {
  await pay(3070);
  simulator.payElsewhere(2500);
  await pay(900);
  expect((await closeDay())?.differences).toMatchObject([
    { kind: 'counted-unknown', cents: 2500, foreignReceipts: [2] },
  ]);
});

test('a payment at its own keys that the device tells is foreign money, not ours', async () => {
  await pay(3070);
  await until(() => !simulator.state().busy);
  expect(await simulator.actByItself({ kind: 'payment', amount: 800 })).toBe(true);
  expect((await closeDay())?.differences).toMatchObject([{ kind: 'foreign-payment', isCounted: true, cents: 800 }]);
});

test('the device closed before by itself, and told nobody: what was before it has been seen by nobody', async () => {
  await pay(3070);
  const interrupted = books.journal.intend('end-of-day', '2020-01-01', { day: '2020-01-01' });
  expect(await device.endOfDay(QUIET)).toMatchObject({ ok: true, value: { total: 3070 } });
  // Killed here: the outcome was never written.
  const outcome = { result: 'unknown', reason: 'restarted', count: null, total: null } as const;
  books.journal.conclude('end-of-day', interrupted, outcome);
  await pay(900);
  const account = await closeDay();
  expect(account).toMatchObject({ journal: { total: 3970 }, device: { total: 900 } });
  expect(account?.differences).toMatchObject([{ kind: 'closing-interrupted', cents: -3070 }]);
});
