import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { DELAYS } from '../../configuration/delays.ts';
import { openBooks } from '../../test-support/books.ts';
import { ClockWatch } from './clock-watch.ts';
import { createHousekeeping } from './housekeeping.ts';
import { Reserve, SIZES } from './reserve.ts';

const DAY = 24 * 60 * 60_000;
const PLENTY = 100 * 1024 * 1024;

function house() {
  const books = openBooks();
  const disk = { free: PLENTY };
  const reserve = new (class extends Reserve {
    override free() {
      return disk.free;
    }
  })(books.db, dirname(books.file), join(dirname(books.file), 'reserve.bin'));
  const clockWatch = new ClockWatch(books.clock, DELAYS);
  const changes: boolean[] = [];
  const keeping = createHousekeeping({
    ...books,
    clockWatch,
    reserve,
    retention: { journalDays: 1, undeliverableDays: 1 },
    onStorage: () => changes.push(keeping.isStorageLow()),
    delays: DELAYS,
  });
  keeping.start();
  const answer = (off = 0) => clockWatch.observe(new Date(books.clock.now() + off).toUTCString());
  return {
    books,
    disk,
    reserve,
    keeping,
    changes,
    answer,
    alerts: () => books.alerts.open().map(({ kind, reason }) => [kind, reason]),
    [Symbol.dispose]() {
      keeping.stop();
      books[Symbol.dispose]();
    },
  };
}

test('space in reserve from the start', () => {
  using h = house();
  expect(h.reserve.isThere()).toBe(true);
  expect(h.keeping.isStorageLow()).toBe(false);
});

test('little space left: staff are told and no money is taken, until there is space again', async () => {
  using h = house();
  h.disk.free = SIZES.low - 1;
  await h.books.clock.advance(DELAYS.storageLookEvery);
  expect(h.keeping.isStorageLow()).toBe(true);
  expect(h.alerts()).toEqual([['storage-low', null]]);
  h.disk.free = PLENTY;
  await h.books.clock.advance(DELAYS.storageLookEvery);
  expect(h.changes).toEqual([true, false]);
  expect(h.alerts()).toEqual([]);
});

test('a reserve that was given up is made again when there is space', async () => {
  using h = house();
  h.reserve.release();
  await h.books.clock.advance(DELAYS.storageLookEvery);
  expect(h.reserve.isThere()).toBe(true);
});

test('a changed journal is found, and staff are told', async () => {
  using h = house();
  h.books.journal.intend('print', 'p', { documentId: 'a' });
  h.books.db.prepare(`UPDATE journal SET package_id = 'q'`).run();
  await h.books.clock.advance(DELAYS.housekeepingFirst);
  expect(h.alerts()).toEqual([['journal-broken', 'at-1']]);
});

test('erases only while the clock is confirmed', async () => {
  using h = house();
  const id = h.books.journal.intend('print', 'p', { documentId: 'a' });
  h.books.journal.conclude('print', id, { result: 'printed', reason: null });
  await h.books.clock.advance(3 * DAY);
  expect(h.books.journal.verify().entries).toBe(2);
  h.answer();
  await h.books.clock.advance(DAY);
  expect(h.books.journal.verify().entries).toBe(0);
});

test('a clock that portals contradict: staff are told, until it is right', () => {
  using h = house();
  for (let i = 0; i < 3; i++) h.answer(DAY);
  expect(h.alerts()).toEqual([['clock-wrong', 'behind']]);
  h.answer();
  expect(h.alerts()).toEqual([]);
});

test('stopped: no timer stays', () => {
  const h = house();
  h[Symbol.dispose]();
  expect(h.books.clock.waiting).toBe(0);
});
