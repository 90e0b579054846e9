import { expect, test } from 'vitest';
import { openBooks } from '../test-support/books.ts';
import { durably } from './database.ts';

test('raised twice, it stands once, since the first time', async () => {
  using books = openBooks();
  const packageId = books.hold();
  books.alerts.raise('payment-unclear', packageId, 'device-gone');
  const since = books.clock.now();
  await books.clock.advance(5_000);
  books.alerts.raise('payment-unclear', packageId, 'no-status');
  expect(books.alerts.open()).toMatchObject([{ kind: 'payment-unclear', packageId, since, reason: 'device-gone' }]);
});

test('of no package: likewise once', () => {
  using books = openBooks();
  books.alerts.raise('storage-low', null, null);
  books.alerts.raise('storage-low', null, null);
  expect(books.alerts.open()).toHaveLength(1);
});

test('mended, then so again: a new alert', () => {
  using books = openBooks();
  books.alerts.raise('clock-wrong', null, 'behind');
  const [first] = books.alerts.open();
  books.alerts.mended('clock-wrong', null);
  expect(books.alerts.open()).toEqual([]);
  books.alerts.raise('clock-wrong', null, 'ahead');
  expect(books.alerts.open()).toMatchObject([{ reason: 'ahead' }]);
  expect(books.alerts.open()[0]?.id).not.toBe(first?.id);
});

test('settled by staff only once', () => {
  using books = openBooks();
  books.alerts.raise('reversal-failed', books.hold(), 'declined');
  const id = books.alerts.open()[0]?.id ?? '';
  expect(books.alerts.settle(id, 'repaid')).toBe(true);
  expect(books.alerts.settle(id, 'repaid')).toBe(false);
  expect(books.alerts.get(id)).toBeNull();
});

test('goes with the transaction in which the thing it tells did not happen', () => {
  using books = openBooks();
  const failing = () =>
    durably(books.db, () => {
      books.alerts.raise('undeliverable', null, null);
      throw new RangeError('after it');
    });
  expect(failing).toThrow(RangeError);
  expect(books.alerts.open()).toEqual([]);
});
