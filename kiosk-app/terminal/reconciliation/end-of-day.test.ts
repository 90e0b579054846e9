import { expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { err, ok, type Result } from '../../../foundation/result.ts';
import { DELAYS } from '../configuration/delays.ts';
import { noteUnsolicited } from '../money/unsolicited-reports.ts';
import { openBooks } from '../test-support/books.ts';
import { FakePaymentTerminal, OFFLINE } from '../test-support/fakes.ts';
import { lastAccount } from './closings.ts';
import { dayToClose, scheduleEndOfDay } from './end-of-day.ts';
import { NO_CARDS } from './no-cards.ts';
import { close, pay, payOnline, TILL } from './test-support/ledger.ts';

const TOTALS = { count: 3, total: 9210, detail: null, receipts: { merchant: [], customer: [] } };
const HOUR = 60 * 60_000;

class ClosingTerminal extends FakePaymentTerminal {
  closings = 0;
  next: Result<typeof TOTALS, string> = ok(TOTALS);
  override async endOfDay(): Promise<never> {
    this.closings++;
    return this.next as never;
  }
}

/** 5 January 2026, 22:30 in Berlin; the day is closed at 23:00. */
function counter(device = new ClosingTerminal(), books = openBooks(new SimulatedClock(Date.UTC(2026, 0, 5, 21, 30)))) {
  const place = { mayRun: true };
  const schedule = () =>
    scheduleEndOfDay({
      ...books,
      device,
      at: '23:00',
      till: TILL,
      mayRun: () => place.mayRun,
      delays: DELAYS,
    });
  // The day before is closed already.
  const id = books.journal.intend('end-of-day', '2026-01-04', { day: '2026-01-04' });
  books.journal.conclude('end-of-day', id, { result: 'done', reason: null, count: 0, total: 0 });
  return { device, books, place, schedule, [Symbol.dispose]: () => books[Symbol.dispose]() };
}

test('closes the day once when its hour has come, with what the device counted in the journal', async () => {
  using c = counter();
  const schedule = c.schedule();
  await c.books.clock.advance(29 * 60_000);
  expect(c.device.closings).toBe(0);
  await c.books.clock.advance(2 * HOUR);
  expect(c.device.closings).toBe(1);
  const outcome = { result: 'done', reason: null, count: 3, total: 9210, detail: null };
  expect(c.books.journal.lastOutcome('end-of-day', '2026-01-05')).toEqual(outcome);
  expect(c.books.statistics.totals()['end-of-day.done']).toBe(1);
  schedule.stop();
  expect(c.books.clock.waiting).toBe(0);
});

test('not while a citizen is served', async () => {
  using c = counter();
  c.place.mayRun = false;
  c.schedule();
  await c.books.clock.advance(HOUR);
  expect(c.device.closings).toBe(0);
  c.place.mayRun = true;
  await c.books.clock.advance(DELAYS.endOfDayLookEvery);
  expect(c.device.closings).toBe(1);
});

test('not while the device is away; made up for when it is back', async () => {
  using c = counter();
  c.device.setHealth(OFFLINE);
  c.schedule();
  await c.books.clock.advance(HOUR);
  expect(c.device.closings).toBe(0);
  c.device.setHealth({ ...OFFLINE, state: 'ready', reason: null });
  await c.books.clock.advance(5 * HOUR);
  expect(c.device.closings).toBe(1);
  expect(c.books.journal.lastOutcome('end-of-day', '2026-01-05')?.result).toBe('done');
});

test('refused: written down with the reason, tried again after the named wait', async () => {
  using c = counter();
  c.device.next = err('wait');
  c.schedule();
  await c.books.clock.advance(31 * 60_000);
  expect(c.books.journal.lastOutcome('end-of-day', '2026-01-05')).toMatchObject({ result: 'failed', reason: 'wait' });
  c.device.next = ok(TOTALS);
  await c.books.clock.advance(DELAYS.endOfDayRetryAfter);
  expect(c.device.closings).toBe(2);
  expect(c.books.statistics.totals()).toMatchObject({ 'end-of-day.failed': 1, 'end-of-day.done': 1 });
});

test('a day that is closed is not closed again after a restart', async () => {
  using c = counter();
  const first = c.schedule();
  await c.books.clock.advance(HOUR);
  first.stop();
  c.schedule();
  await c.books.clock.advance(HOUR);
  expect(c.device.closings).toBe(1);
});

test('a closing is accounted for at once', async () => {
  using c = counter();
  pay(c.books, 9210);
  c.schedule();
  await c.books.clock.advance(HOUR);
  expect(lastAccount(c.books.db)).toMatchObject({ day: '2026-01-05', journal: { count: 1, total: 9210 } });
  expect(c.books.alerts.open()).toMatchObject([{ kind: 'reconciliation-difference' }]); // three counted, one known
});

test('a closing whose account could not be written is accounted for at the next start', async () => {
  using c = counter();
  pay(c.books, 100);
  const id = c.books.journal.intend('end-of-day', '2026-01-05', { day: '2026-01-05' });
  c.books.journal.conclude('end-of-day', id, { result: 'done', reason: null, count: 1, total: 100, detail: null });
  c.schedule();
  expect(lastAccount(c.books.db)).toMatchObject({ day: '2026-01-05', differences: [] });
});

test('closed at the device’s own keys, and never by us: accounted for all the same', async () => {
  using c = counter();
  const schedule = scheduleEndOfDay({
    ...c.books,
    device: c.device,
    at: null,
    till: TILL,
    mayRun: () => true,
    delays: DELAYS,
  });
  pay(c.books, 9210);
  await noteUnsolicited(c.books)({ kind: 'totals', total: 9210 });
  await c.books.clock.advance(DELAYS.endOfDayLookEvery);
  expect(lastAccount(c.books.db)).toMatchObject({ journal: { total: 9210 }, differences: [] });
  expect(c.device.closings).toBe(0);
  schedule.stop();
});

test('not while a payment is to be reversed: after the closing the device would not', async () => {
  using c = counter();
  const packageId = c.books.hold();
  c.books.outbox.movePayment(packageId, ['due'], 'reversing');
  c.schedule();
  await c.books.clock.advance(HOUR);
  expect(c.device.closings).toBe(0);
  c.books.outbox.movePayment(packageId, ['reversing'], 'reversed');
  await c.books.clock.advance(DELAYS.endOfDayLookEvery);
  expect(c.device.closings).toBe(1);
});

test('not while the clock is known to be wrong', async () => {
  using c = counter();
  c.books.alerts.raise('clock-wrong', null, null);
  c.schedule();
  await c.books.clock.advance(HOUR);
  expect(c.device.closings).toBe(0);
});

test('a clock that went back closes no day of the past again', async () => {
  using c = counter();
  c.schedule();
  await c.books.clock.advance(HOUR);
  c.books.clock.jumpWallClock(-5 * 24 * HOUR);
  await c.books.clock.advance(HOUR);
  expect(c.device.closings).toBe(1);
});

test.each([
  ['before the hour it is the day before', '2026-01-05T21:59:00Z', '2026-01-04'],
  ['at the hour it is the day', '2026-01-05T22:00:00Z', '2026-01-05'],
  ['after the night in which clocks went forward', '2026-03-29T22:30:00Z', '2026-03-29'],
  ['after the night in which clocks went back', '2026-10-25T23:30:00Z', '2026-10-25'],
])('the day to close: %s', (_, now, day) => {
  expect(dayToClose(Date.parse(now), '23:00', 'Europe/Berlin')).toBe(day);
});

test('on command the day is closed at once, and its own hour still closes it', async () => {
  using c = counter();
  const schedule = c.schedule();
  expect(await schedule.closeNow()).toEqual({ count: 3, total: 9210 });
  expect(c.device.closings).toBe(1);
  await c.books.clock.advance(HOUR);
  expect(c.device.closings).toBe(2);
  expect(c.books.journal.lastOutcome('end-of-day', '2026-01-05')?.result).toBe('done');
  schedule.stop();
});

test.each([
  ['busy', (c: ReturnType<typeof counter>) => Object.assign(c.place, { mayRun: false })],
  ['unreachable', (c: ReturnType<typeof counter>) => c.device.setHealth(OFFLINE)],
  ['device-says-no', (c: ReturnType<typeof counter>) => Object.assign(c.device, { next: err('device-says-no') })],
])('on command it is refused with %s', async (reason, make) => {
  using c = counter();
  const schedule = c.schedule();
  make(c);
  await expect(schedule.closeNow()).rejects.toThrow(reason);
  schedule.stop();
});

test('a place without a card terminal closes its days, too: what was paid on telephones is accounted for', async () => {
  using books = openBooks(new SimulatedClock(Date.UTC(2026, 0, 5, 21, 30)));
  close(books, 0, 0, '2026-01-04');
  payOnline(books, 2500);
  const options = { at: '23:00', till: TILL, mayRun: () => true, delays: DELAYS };
  const schedule = scheduleEndOfDay({ ...books, device: NO_CARDS, ...options });
  await books.clock.advance(HOUR);
  expect(lastAccount(books.db)).toMatchObject({ day: '2026-01-05', items: [{ cents: 2500 }], differences: [] });
  schedule.stop();
});
