import { expect, test } from 'vitest';
import { DELAYS } from '../../configuration/delays.ts';
import { openBooks } from '../../test-support/books.ts';
import { createAlerts } from '../alerts.ts';
import { openStore } from '../database.ts';
import { watchBooks } from './books-watch.ts';

function watched() {
  const books = openBooks();
  let changes = 0;
  const watch = watchBooks({ db: books.db, onChange: () => changes++, delays: DELAYS, clock: books.clock });
  return { books, watch, changes: () => changes, [Symbol.dispose]: () => books[Symbol.dispose]() };
}

test('what another process writes is noticed, once', async () => {
  using w = watched();
  const other = openStore(w.books.file);
  createAlerts(other, w.books.clock).raise('fee-due', null, null);
  other.close();
  await w.books.clock.advance(3 * DELAYS.booksLookEvery);
  expect(w.changes()).toBe(1);
});

test('what this process writes itself is no news', async () => {
  using w = watched();
  w.books.alerts.raise('fee-due', null, null);
  await w.books.clock.advance(DELAYS.booksLookEvery);
  expect(w.changes()).toBe(0);
});

test('stopped, nothing waits', async () => {
  using w = watched();
  w.watch.stop();
  expect(w.books.clock.waiting).toBe(0);
});
