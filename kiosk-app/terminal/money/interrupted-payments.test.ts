import { expect, test } from 'vitest';
import type { Interrupted } from '../../channel/terminal/delivery.ts';
import { DELAYS } from '../configuration/delays.ts';
import { openBooks } from '../test-support/books.ts';
import { InterruptedDesk } from './interrupted-payments.ts';

const SESSION = '0123456789abcdef';

function counter() {
  const books = openBooks();
  const told: (Interrupted | null)[] = [];
  const desk = new InterruptedDesk({ ...books, delays: DELAYS, tell: (it) => told.push(it) });
  const packageId = books.hold();
  books.outbox.movePayment(packageId, ['due'], 'paying');
  return {
    books,
    told,
    desk,
    packageId,
    [Symbol.dispose]() {
      desk.stop();
      books[Symbol.dispose]();
    },
  };
}

test('killed while paying: asked about, then paid, then delivered, each told', () => {
  using c = counter();
  c.desk.afterRestart();
  c.books.outbox.movePayment(c.packageId, ['paying'], 'paid');
  c.books.outbox.move(c.packageId, ['held'], 'released');
  c.desk.changed(c.packageId);
  c.books.outbox.move(c.packageId, ['released'], 'accepted');
  c.desk.changed(c.packageId);
  expect(c.told.map((it) => [it?.outcome, it?.delivery?.kind ?? null])).toEqual([
    ['asking', null],
    ['paid', 'sending'],
    ['paid', 'accepted'],
  ]);
  expect(c.told[0]).toMatchObject({ cents: 3070, reference: 'MSRH01-0AAA-0001X', receiptPrinted: false });
});

test('nothing was charged: said so, although its package is gone, and its slip can be printed', () => {
  using c = counter();
  c.desk.afterRestart();
  c.books.outbox.movePayment(c.packageId, ['paying'], 'due');
  c.books.outbox.dropOrphans([]);
  c.desk.changed(c.packageId);
  expect(c.told.at(-1)).toMatchObject({ outcome: 'not-paid', delivery: null });
  expect(c.desk.receiptOf(c.packageId)).toMatchObject({ fee: { cents: 3070 } });
});

test('older than the named time: the person is not there any more', async () => {
  using c = counter();
  await c.books.clock.advance(DELAYS.interruptedShown);
  c.desk.afterRestart();
  expect(c.told).toEqual([]);
});

test('paid, and the receipt in hand: nothing was interrupted', () => {
  using c = counter();
  c.books.outbox.movePayment(c.packageId, ['paying'], 'paid');
  c.books.outbox.printed(c.packageId);
  c.desk.afterRestart();
  expect(c.told).toEqual([]);
});

test('the session ended in order: nothing was interrupted', () => {
  using c = counter();
  c.books.outbox.movePayment(c.packageId, ['paying'], 'unclear');
  c.books.outbox.closeSession(SESSION);
  c.desk.afterRestart();
  expect(c.told).toEqual([]);
});

test('a session died: what it left is shown, not what another did', () => {
  using c = counter();
  c.desk.sessionDied('fedcba9876543210');
  expect(c.told).toEqual([]);
  c.desk.sessionDied(SESSION);
  expect(c.told).toMatchObject([{ packageId: c.packageId, outcome: 'asking' }]);
});

test('killed before the payment of a request that was sent first: told that it is sent and what is owed', () => {
  using c = counter();
  const packageId = c.books.hold();
  c.books.outbox.move(packageId, ['held'], 'released');
  c.books.outbox.movePayment(c.packageId, ['paying'], 'due');
  c.desk.afterRestart();
  expect(c.told).toMatchObject([{ packageId, outcome: 'not-paid', delivery: { kind: 'sending' } }]);
});

test('two were left in the middle: the second is shown when the first is closed', async () => {
  using c = counter();
  await c.books.clock.advance(1);
  const later = c.books.hold();
  c.books.outbox.movePayment(later, ['due'], 'paying');
  c.desk.afterRestart();
  c.desk.close(later, 'not-mine');
  c.desk.close(c.packageId, 'done');
  expect(c.told.map((it) => it?.packageId ?? null)).toEqual([later, c.packageId, null]);
});

test('nobody closes the first of two: the second is not shown to an empty room', async () => {
  using c = counter();
  await c.books.clock.advance(1);
  c.books.outbox.movePayment(c.books.hold(), ['due'], 'paying');
  c.desk.afterRestart();
  await c.books.clock.advance(DELAYS.interruptedShown);
  expect(c.told).toHaveLength(2);
  expect(c.told.at(-1)).toBeNull();
});

test('nobody closes it: it goes by itself, and not a second time', async () => {
  using c = counter();
  c.desk.afterRestart();
  await c.books.clock.advance(DELAYS.interruptedShown);
  expect(c.told.at(-1)).toBeNull();
  expect(c.desk.now()).toBeNull();
  expect(c.books.statistics.totals()['interrupted.nobody']).toBe(1);
  c.desk.afterRestart();
  expect(c.told).toHaveLength(2);
});

test('closed: not shown again, and its receipt is no longer to be had', () => {
  using c = counter();
  c.desk.afterRestart();
  c.desk.close(c.packageId, 'not-mine');
  expect(c.told.at(-1)).toBeNull();
  expect(c.desk.receiptOf(c.packageId)).toBeNull();
  expect(() => c.desk.close(c.packageId, 'done')).toThrow('unknown-package');
  expect(c.books.clock.waiting).toBe(0);
});

test('rejected: whoever stands there now does not read the authority’s words', () => {
  using c = counter();
  c.books.outbox.movePayment(c.packageId, ['paying'], 'reversing');
  c.books.outbox.move(c.packageId, ['held'], 'rejected', { problems: ['https://schema/problem'] });
  c.desk.afterRestart();
  expect(c.told[0]?.delivery).toEqual({ kind: 'rejected', problems: [], refund: 'reversing' });
});
