import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { journalOnOlder } from '../test-support/books.ts';
import { temporaryDirectory } from '../test-support/fakes.ts';
import { createAlerts } from './alerts.ts';
import { openStore } from './database.ts';
import { createJournal } from './journal.ts';
import { MIGRATIONS } from './migrations.ts';
import { Outbox } from './outbox.ts';

/** The last version in which a package's state said delivery and payment at once. */
const BEFORE_PAYMENT_STATES = 2;

function olderStore() {
  const directory = temporaryDirectory();
  const file = join(directory.path, 'terminal.db');
  const db = new Database(file);
  for (const sql of MIGRATIONS.slice(0, BEFORE_PAYMENT_STATES)) db.exec(sql);
  db.pragma(`user_version = ${BEFORE_PAYMENT_STATES}`);
  const put = (state: string, cents: number | null) => {
    const packageId = randomUUID();
    db.prepare(
      `INSERT INTO package (package_id, session_id, service_id, destination_id, state, sealed, fee_cents, reference,
         reason, attempts, held_at, changed_at) VALUES (?, '0123456789abcdef', 's', 'd', ?, ?, ?, ?, 'why', 3, 10, 20)`,
    ).run(packageId, state, Buffer.from('{}'), cents, cents === null ? null : `REF-${state}`);
    return packageId;
  };
  return { file, db, put, [Symbol.dispose]: () => directory[Symbol.dispose]() };
}

test.each([
  ['held', 'held', 'due', null],
  ['paying', 'held', 'paying', null],
  ['unclear', 'held', 'unclear', 'payment-unclear'],
  ['released', 'released', 'paid', null],
  ['delivering', 'delivering', 'paid', null],
  ['submitted', 'submitted', 'paid', null],
  ['accepted', 'accepted', 'paid', null],
  ['rejected', 'rejected', 'paid', 'rejected-paid'],
  ['flagged', 'flagged', 'paid', 'undeliverable'],
])('a package with a fee that was %s is %s and %s', (before, state, payment, alert) => {
  using older = olderStore();
  const packageId = older.put(before, 3070);
  older.db.close();
  const db = openStore(older.file);
  const clock = new SimulatedClock();
  expect(new Outbox(db, clock).get(packageId)).toMatchObject({
    state,
    payment,
    fee: {
      cents: 3070,
      reference: `REF-${before}`,
      items: [{ payee: null, reference: `REF-${before}`, cents: 3070, purpose: '' }],
    },
    payee: null,
    attempts: 3,
    heldAt: 10,
    changedAt: 20,
  });
  const alerts = createAlerts(db, clock).open();
  expect(alerts.map(({ kind, packageId: of }) => [kind, of])).toEqual(alert === null ? [] : [[alert, packageId]]);
  db.close();
});

test.each(['held', 'released', 'accepted', 'rejected'])('one without fee that was %s stays so', (state) => {
  using older = olderStore();
  const packageId = older.put(state, null);
  older.db.close();
  const db = openStore(older.file);
  expect(new Outbox(db, new SimulatedClock()).get(packageId)).toMatchObject({ state, payment: 'none', fee: null });
  expect(createAlerts(db, new SimulatedClock()).open()).toEqual([]);
  db.close();
});

test('a payment that the version before left in the middle is still open, one that it concluded is not', () => {
  const older = new Database(':memory:');
  const at = MIGRATIONS.findIndex((sql) => sql.includes('open_intent'));
  for (const sql of MIGRATIONS.slice(0, at)) older.exec(sql);
  const add = older.prepare(`INSERT INTO journal VALUES (?, 0, ?, 'print', ?, 'p', '{"documentId":"a"}', '', '')`);
  add.run(1, 'concluded', 'intent');
  add.run(2, 'left', 'intent');
  add.run(3, 'concluded', 'outcome');
  for (const sql of MIGRATIONS.slice(at)) older.exec(sql);
  expect(
    createJournal(older, new SimulatedClock())
      .open('print')
      .map(({ intentId }) => intentId),
  ).toEqual(['left']);
  older.close();
});

test('the journal of the version before verifies and goes on', () => {
  using older = olderStore();
  const clock = new SimulatedClock();
  journalOnOlder(older.db, clock).intend('print', 'p', { documentId: 'a' });
  older.db.close();
  const db = openStore(older.file);
  const journal = createJournal(db, clock);
  journal.intend('print', 'p', { documentId: 'b' });
  expect(journal.verify()).toEqual({ entries: 2, brokenAt: null });
  db.close();
});
