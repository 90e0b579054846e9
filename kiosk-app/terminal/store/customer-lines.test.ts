import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { DELAYS } from '../configuration/delays.ts';
import { DeviceTurn } from '../money/device-turn.ts';
import { PaymentDesk } from '../money/payment.ts';
import { journalOnOlder, openBooks } from '../test-support/books.ts';
import { FakePaymentTerminal, temporaryDirectory } from '../test-support/fakes.ts';
import { createCustomerLines } from './customer-lines.ts';
import { openStore } from './database.ts';
import { createJournal } from './journal.ts';
import { MIGRATIONS } from './migrations.ts';
import { Outbox } from './outbox.ts';

const LINES = [{ text: 'Visa ####1234', align: 'left', bold: false, large: false }] as const;
const WEEK = DELAYS.unprintedLinesKept;

function desk(books: ReturnType<typeof openBooks>) {
  return new PaymentDesk({
    ...books,
    device: new FakePaymentTerminal(),
    turn: new DeviceTurn(),
    delays: DELAYS,
    onPaid: () => {},
    onSettled: () => {},
  });
}

test('a paid receipt’s lines are there after a restart, until it is printed', async () => {
  using books = openBooks();
  const packageId = books.hold();
  await desk(books).pay(packageId, () => {});

  const other = openStore(books.file);
  const afterRestart = desk({
    ...books,
    db: other,
    outbox: new Outbox(other, books.clock),
    customerLines: createCustomerLines(other, books.clock),
  });
  expect(afterRestart.customerLines(packageId)).toHaveLength(1);
  afterRestart.printed(packageId);
  other.close();
  expect(books.customerLines.read(packageId)).toEqual([]);
});

test('printed: the session may print it again, but nothing of it is left once the session has gone', async () => {
  using books = openBooks();
  const packageId = books.hold();
  const counter = desk(books);
  await counter.pay(packageId, () => {});
  counter.printed(packageId);
  expect(counter.customerLines(packageId)).toHaveLength(1);
  counter.forget();
  expect(counter.customerLines(packageId)).toEqual([]);
});

test('not printed: the lines outlive the session', async () => {
  using books = openBooks();
  const packageId = books.hold();
  const counter = desk(books);
  await counter.pay(packageId, () => {});
  counter.forget();
  expect(counter.customerLines(packageId)).toHaveLength(1);
});

test('lines that nobody printed are erased after the named time', async () => {
  using books = openBooks();
  books.customerLines.keep('old', LINES);
  await books.clock.advance(WEEK);
  books.customerLines.keep('new', LINES);
  await books.clock.advance(1);
  expect(books.customerLines.forgetOlderThan(WEEK)).toBe(1);
  expect(books.customerLines.read('new')).toEqual(LINES);
});

test('a database of the version before keeps its journal, chain and all', () => {
  using directory = temporaryDirectory();
  const file = `${directory.path}/terminal.db`;
  const old = new Database(file);
  old.exec(MIGRATIONS[0] ?? '');
  old.pragma('user_version = 1');
  const clock = new SimulatedClock();
  const journal = journalOnOlder(old, clock);
  for (const documentId of ['a', 'b']) journal.intend('print', 'p', { documentId });
  old.close();

  const db = openStore(file);
  const migrated = createJournal(db, clock);
  expect(migrated.verify()).toEqual({ entries: 2, brokenAt: null });
  expect(migrated.open('print').map(({ intent }) => intent.documentId)).toEqual(['a', 'b']);
  migrated.intend('end-of-day', '2026-01-05', { day: '2026-01-05' });
  expect(migrated.verify().brokenAt).toBeNull();
  db.close();
});
