import { expect, test } from 'vitest';
import { eraseOld } from '../store/keeping/retention.ts';
import { openBooks } from '../test-support/books.ts';
import { paymentRecord } from '../test-support/fakes.ts';
import { accountByNumber, accountedUpTo, accountForClosings, accountsOfDay, actsSinceLastClosing } from './closings.ts';
import { begin, close, pay, payOnline, TILL } from './test-support/ledger.ts';

const account = (books: ReturnType<typeof openBooks>) => accountForClosings({ ...books, till: TILL });

test('a closing gets one account, with Kassenzeichen, payee and receipt of each payment', () => {
  using books = openBooks();
  const { intentId, packageId } = pay(books);
  close(books, 3070, 1);
  expect(account(books)).toMatchObject([
    {
      number: 1,
      day: '2026-01-05',
      terminalId: 'MS-RH-01',
      journal: { count: 1, total: 3070 },
      items: [
        {
          intentId,
          packageId,
          reference: 'MSRH01-0AAA-0001X',
          payee: 'stadtkasse',
          receiptNo: 12,
          trace: 34,
          cents: 3070,
        },
      ],
      differences: [],
    },
  ]);
  expect(books.alerts.open()).toEqual([]);
});

test('asked again, it is not written again', () => {
  using books = openBooks();
  close(books, 0, 0);
  account(books);
  expect(account(books)).toEqual([]);
  expect(accountsOfDay(books.db, '2026-01-05')).toHaveLength(1);
});

test('what was killed between closing and account is made up for, each closing with its own payments', () => {
  using books = openBooks();
  pay(books, 3070);
  close(books, 3070, 1);
  pay(books, 1500);
  close(books, 1500, 1, '2026-01-06');
  expect(account(books).map(({ number, journal }) => [number, journal.total])).toEqual([
    [1, 3070],
    [2, 1500],
  ]);
});

test('from closing to closing, not by calendar days: two on one day are two accounts', () => {
  using books = openBooks();
  pay(books, 100);
  close(books, 100, 1);
  pay(books, 200);
  close(books, 200, 1);
  account(books);
  expect(accountsOfDay(books.db, '2026-01-05').map(({ journal }) => journal.total)).toEqual([100, 200]);
});

test('a difference raises an alert, in the same transaction', () => {
  using books = openBooks();
  pay(books);
  close(books, 0, 0);
  account(books);
  expect(books.alerts.open()).toMatchObject([
    { kind: 'reconciliation-difference', packageId: null, reason: 'closing-1' },
  ]);
});

test('a closing that was interrupted has no account; the next one covers both', () => {
  using books = openBooks();
  pay(books, 3070);
  const id = books.journal.intend('end-of-day', '2026-01-05', { day: '2026-01-05' });
  books.journal.conclude('end-of-day', id, { result: 'unknown', reason: 'restarted', count: null, total: null });
  expect(account(books)).toEqual([]);
  pay(books, 1500);
  close(books, 1500, 1, '2026-01-06');
  expect(account(books)).toMatchObject([
    {
      fromSeq: 0,
      items: [{ cents: 3070 }, { cents: 1500 }],
      differences: [{ kind: 'closing-interrupted', cents: -3070 }],
    },
  ]);
});

test('a reversal stands with the Kassenzeichen of its payment', () => {
  using books = openBooks();
  const { intentId, packageId } = pay(books);
  const record = paymentRecord();
  const id = books.journal.intend('reverse', packageId, { of: intentId, record });
  books.journal.conclude('reverse', id, { result: 'reversed', reason: null });
  close(books, 0, 0);
  const [first] = account(books);
  expect(first?.items).toMatchObject([
    { kind: 'payment' },
    { kind: 'reversal', reference: 'MSRH01-0AAA-0001X', cents: 3070 },
  ]);
  expect(first?.differences).toEqual([]);
});

test('a payment nobody knows the end of is open; known later, it is cleared, not counted against the next closing', () => {
  using books = openBooks();
  const payment = begin(books);
  close(books, 3070, 1);
  expect(account(books)[0]).toMatchObject({
    items: [],
    open: [{ cents: 3070 }],
    differences: [{ kind: 'unclear-payment', isCounted: true }],
  });
  payment.conclude('paid');
  close(books, 0, 0, '2026-01-06');
  expect(account(books)[0]).toMatchObject({ items: [{ kind: 'cleared', cents: 3070 }], open: [], differences: [] });
});

test('an unclear payment is listed in its own closing only', () => {
  using books = openBooks();
  begin(books).conclude('unclear');
  close(books, 0, 0);
  close(books, 0, 0, '2026-01-06');
  expect(account(books).map(({ open }) => open.length)).toEqual([1, 0]);
});

test('staff found out that an unclear payment was paid: cleared, with its Kassenzeichen', () => {
  using books = openBooks();
  const { packageId, conclude } = begin(books, 1500, 'BILL-123456');
  conclude('unclear');
  close(books, 1500, 1);
  const staff = { alertId: 'a', alert: 'payment-unclear', how: 'paid', who: 'kasse' } as const;
  const id = books.journal.intend('staff', packageId, staff);
  books.journal.conclude('staff', id, { result: 'done' });
  close(books, 0, 0, '2026-01-06');
  expect(account(books)[1]?.items).toMatchObject([
    { kind: 'cleared', reference: 'BILL-123456', cents: 1500, payee: 'stadtkasse' },
  ]);
});

test('what a declined card leaves behind is no money', () => {
  using books = openBooks();
  begin(books).conclude('not-paid');
  close(books, 0, 0);
  expect(account(books)[0]).toMatchObject({ items: [], open: [], differences: [] });
});

test('the day was closed at the device’s own keys: an account like any other', () => {
  using books = openBooks();
  pay(books);
  const id = books.journal.intend('foreign', 'foreign', { kind: 'totals', total: 3070 });
  books.journal.conclude('foreign', id, { result: 'noted' });
  expect(account(books)).toMatchObject([{ day: '2026-01-05', device: { total: 3070, count: null }, differences: [] }]);
});

test('a payment at the device’s own keys is foreign money; a declined one is none', () => {
  using books = openBooks();
  for (const resultCode of [0, 0x05]) {
    const report = { kind: 'status', record: paymentRecord({ resultCode, amount: 800 }) } as const;
    const id = books.journal.intend('foreign', 'foreign', report);
    books.journal.conclude('foreign', id, { result: 'noted' });
  }
  close(books, 800, 1);
  expect(account(books)).toMatchObject([
    { items: [], foreign: [{ cents: 800 }], differences: [{ kind: 'foreign-payment', isCounted: true }] },
  ]);
});

test('a payment of ours that the device tells once more after a power cut is no foreign money', () => {
  using books = openBooks();
  pay(books);
  const id = books.journal.intend('foreign', 'foreign', { kind: 'status', record: paymentRecord() });
  books.journal.conclude('foreign', id, { result: 'noted' });
  close(books, 3070, 1);
  expect(account(books)[0]).toMatchObject({ foreign: [], differences: [] });
});

test('accounts go with the journal they were made of, but the last one: numbers go on', async () => {
  using books = openBooks();
  close(books, 0, 0);
  close(books, 0, 0, '2026-01-06');
  account(books);
  await books.clock.advance(3 * 24 * 60 * 60_000);
  eraseOld(books.db, books.journal, { journalDays: 1, undeliverableDays: 1 }, books.clock.now());
  expect(accountByNumber(books.db, 1)).toBeNull();
  close(books, 0, 0, '2026-01-09');
  expect(account(books)).toMatchObject([{ number: 3, day: '2026-01-09' }]);
});

test('an account is never changed', () => {
  using books = openBooks();
  close(books, 0, 0);
  account(books);
  expect(() => books.db.prepare(`UPDATE closing SET account = '{}'`).run()).toThrow('closing stays');
});

test('how far the journal is accounted for, and what came since', () => {
  using books = openBooks();
  expect(accountedUpTo(books.db)).toBe(0);
  pay(books, 100);
  close(books, 100, 1);
  account(books);
  expect(accountByNumber(books.db, 1)?.toSeq).toBe(accountedUpTo(books.db));
  pay(books, 250);
  expect(actsSinceLastClosing(books.db).items.map(({ cents }) => cents)).toEqual([250]);
});

test('several bills of several payees: one payment for the device, a part for each payee, reversed as one', () => {
  using books = openBooks();
  const items = [
    { payee: 'stadtkasse', reference: 'VG-2026-1', cents: 2500, purpose: 'Verwarnung' },
    { payee: 'stadtwerke', reference: 'W-2026-1', cents: 570, purpose: 'Wasser' },
  ];
  const paid = begin(books, 3070, 'VG-2026-1', items);
  paid.conclude('paid', { receiptNo: 12 });
  close(books, 3070, 1);
  const record = paymentRecord({ amount: 3070, receiptNo: 12 });
  const intentId = books.journal.intend('reverse', paid.packageId, { of: paid.intentId, record });
  books.journal.conclude('reverse', intentId, { result: 'reversed', reason: null });
  close(books, -3070, 1, '2026-01-06');
  const parts = [
    { payee: 'stadtkasse', reference: 'VG-2026-1', cents: 2500 },
    { payee: 'stadtwerke', reference: 'W-2026-1', cents: 570 },
  ];
  expect(account(books).map(({ items: acts }) => acts)).toMatchObject([
    [{ kind: 'payment', cents: 3070, parts }],
    [{ kind: 'reversal', cents: 3070, parts }],
  ]);
});

test('what was paid on a telephone is in the account with its way, and not in what the device has counted', () => {
  using books = openBooks();
  pay(books, 100);
  payOnline(books, 2500);
  close(books, 100, 1);
  expect(account(books)).toMatchObject([
    {
      journal: { count: 1, total: 100 },
      items: [
        { cents: 100 },
        { cents: 2500, payee: 'stadtkasse', online: { transactionId: 'b1a7', method: 'GIROPAY' } },
      ],
      differences: [],
    },
  ]);
});

test('a payment on a telephone that was open at a closing belongs to the next one, as a payment like any other', () => {
  using books = openBooks();
  const packageId = books.hold({ cents: 2500, reference: 'MSRH01-0AAA-0002W' });
  const items = [{ payee: 'stadtkasse', reference: 'MSRH01-0AAA-0002W', cents: 2500, purpose: '' }];
  const intent = { cents: 2500, reference: 'MSRH01-0AAA-0002W', items };
  const intentId = books.journal.intend('online', packageId, intent);
  close(books, 0, 0);
  const record = { transactionId: 'b1a7', method: null, methodDetail: null };
  books.journal.conclude('online', intentId, { result: 'paid', reason: null, record });
  close(books, 0, 0, '2026-01-06');
  const accounts = account(books);
  expect(accounts.map(({ open, items: of }) => [open.length, of.map(({ kind }) => kind)])).toEqual([
    [1, []],
    [0, ['payment']],
  ]);
  expect(accounts.flatMap(({ differences }) => differences)).toEqual([]);
});

test('what was paid on a telephone for a package that was dropped is in the account, with its payee', () => {
  using books = openBooks();
  const { packageId } = payOnline(books, 2500);
  books.outbox.drop(packageId);
  close(books, 0, 0);
  expect(account(books)[0]?.items).toMatchObject([{ cents: 2500, payee: 'stadtkasse' }]);
});
