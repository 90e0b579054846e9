import { expect, test } from 'vitest';
import { Refusal } from '../../../foundation/errors.ts';
import { ACTS, LAST_OF_PACKAGE } from '../reconciliation/act-rows.ts';
import { openBooks } from '../test-support/books.ts';
import { paymentRecord } from '../test-support/fakes.ts';
import { lockDirectory, openStore } from './database.ts';
import { createJournal } from './journal.ts';

const INTENT = { cents: 3070, reference: 'MSRH01-0AAA-0001X', before: { receiptNo: 1, trace: 2 } };

test('an intent without outcome is open, with the last thing the device said', () => {
  using books = openBooks();
  const packageId = books.hold();
  const intentId = books.journal.intend('authorise', packageId, INTENT);
  books.journal.evidence('authorise', intentId, paymentRecord({ receiptNo: 7 }));
  books.journal.evidence('authorise', intentId, paymentRecord({ receiptNo: 8 }));

  const [open] = books.journal.open('authorise');
  expect(open).toMatchObject({ intentId, packageId, intent: INTENT, evidence: { receiptNo: 8 } });
});

test('an intent is there for whoever opens the file next, even if this process never closes it', () => {
  using books = openBooks();
  books.journal.intend('authorise', books.hold(), INTENT);
  const other = openStore(books.file);
  expect(createJournal(other, books.clock).open('authorise')).toHaveLength(1);
  other.close();
});

test('a journal of years: nothing that is looked up by intent, kind or package reads the whole of it', () => {
  using books = openBooks();
  const asked: string[] = [ACTS, LAST_OF_PACKAGE];
  const listening = new Proxy(books.db, {
    get(db, name) {
      if (name === 'prepare') return (sql: string) => asked.push(sql) && db.prepare(sql);
      const value = Reflect.get(db, name);
      return typeof value === 'function' ? value.bind(db) : value;
    },
  });
  createJournal(listening, books.clock);
  const plans = asked
    .filter((sql) => /SELECT .* FROM journal.*(WHERE|JOIN)/s.test(sql))
    .map((sql) => sql.replaceAll(/\?|@\w+/g, '1'))
    .map((sql) => books.db.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all());
  expect(plans.length).toBeGreaterThan(6);
  expect(plans.flat().filter(({ detail }) => /^SCAN (journal|[iao])\b(?! USING INDEX)/.test(detail))).toEqual([]);
});

test('a second outcome for one intent is refused', () => {
  using books = openBooks();
  const intentId = books.journal.intend('print', books.hold(), { documentId: 'a' });
  books.journal.conclude('print', intentId, { result: 'printed', reason: null });
  expect(() => books.journal.conclude('print', intentId, { result: 'fault', reason: 'paper-out' })).toThrow();
});

test('facts beyond the schema are refused: no personal data gets in by way of a new field', () => {
  using books = openBooks();
  const facts = { documentId: 'a', name: 'Erika' };
  expect(() => books.journal.intend('print', books.hold(), facts)).toThrow();
});

test('a changed amount breaks the chain at its entry', () => {
  using books = openBooks();
  const packageId = books.hold();
  books.journal.intend('print', packageId, { documentId: 'a' });
  books.journal.intend('authorise', packageId, INTENT);
  books.journal.intend('print', packageId, { documentId: 'b' });
  expect(books.journal.verify()).toEqual({ entries: 3, brokenAt: null });
  books.db.prepare(`UPDATE journal SET facts = replace(facts, '3070', '1070') WHERE seq = 2`).run();
  expect(books.journal.verify().brokenAt).toBe(2);
});

test('a removed entry breaks the chain at the one after it', () => {
  using books = openBooks();
  const packageId = books.hold();
  for (const documentId of ['a', 'b', 'c']) books.journal.intend('print', packageId, { documentId });
  books.db.prepare('DELETE FROM journal WHERE seq = 2').run();
  expect(books.journal.verify().brokenAt).toBe(3);
});

test('a full disk refuses with storage-full and leaves nothing half-written', () => {
  using books = openBooks();
  const packageId = books.hold();
  const pages = Number(books.db.pragma('page_count', { simple: true }));
  books.db.pragma(`max_page_count = ${pages}`);
  const fill = () => {
    for (let i = 0; i < 500; i++) books.journal.intend('print', packageId, { documentId: 'x'.repeat(200) });
  };
  expect(fill).toThrow(new Refusal('storage-full'));
  expect(books.journal.verify().brokenAt).toBeNull();
});

test('a database of a newer software is refused, not touched', () => {
  using books = openBooks();
  books.db.pragma('user_version = 99');
  expect(() => openStore(books.file)).toThrow('storage-newer');
});

test('a second terminal on the same directory is refused until the first lets go', () => {
  using books = openBooks();
  const file = `${books.file}.lock`;
  const first = lockDirectory(file);
  expect(() => lockDirectory(file)).toThrow('already-running');
  first.release();
  lockDirectory(file).release();
});
