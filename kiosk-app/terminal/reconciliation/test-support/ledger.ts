import type { Item, OpenItem } from '../../../../fleet-link/treasury/account.ts';
import type { FeeItem } from '../../../channel/terminal/money.ts';
import type { openBooks } from '../../test-support/books.ts';
import { paymentRecord } from '../../test-support/fakes.ts';
import type { Till } from '../closings.ts';

export const TILL: Till = {
  terminalId: 'MS-RH-01',
  timeZone: 'Europe/Berlin',
  payees: {
    stadtkasse: { name: 'Stadtkasse Musterstadt', iban: 'DE89370400440532013000', bic: 'COBADEFFXXX' },
    stadtwerke: { name: 'Stadtwerke Musterstadt', iban: 'DE75512108001245126199', bic: null },
  },
};

let nextSeq = 1;

export function item(change: Partial<Item> = {}): Item {
  const seq = change.seq ?? nextSeq++;
  return {
    kind: 'payment',
    seq,
    at: Date.UTC(2026, 0, 5, 9, 0, 0),
    intentId: `00000000-0000-4000-8000-${String(seq).padStart(12, '0')}`,
    packageId: '6b2c7f44-0c1e-4c5e-9a51-52d2f0a1b001',
    reference: 'MSRH01-0AAA-0001X',
    payee: 'stadtkasse',
    cents: 3070,
    receiptNo: 12,
    trace: 34,
    terminalId: '52500041',
    cardName: 'girocard',
    authCode: null,
    ...change,
  };
}

export const openItem = ({ kind = 'payment', ...change }: Partial<OpenItem> = {}): OpenItem => ({
  ...item(change),
  reason: 'device-gone',
  bookedCents: null,
  ...change,
  kind,
});

type Books = ReturnType<typeof openBooks>;

/** Begins a payment of a package held now. */
export function begin(books: Books, cents = 3070, reference = 'MSRH01-0AAA-0001X', items?: readonly FeeItem[]) {
  const packageId = books.hold({ cents, reference });
  const before = { receiptNo: 11, trace: 33 };
  const intentId = books.journal.intend('authorise', packageId, { cents, reference, before, ...(items && { items }) });
  return {
    packageId,
    intentId,
    conclude: (result: 'paid' | 'not-paid' | 'unclear', record: Parameters<typeof paymentRecord>[0] = {}) =>
      books.journal.conclude('authorise', intentId, {
        result,
        reason: result === 'paid' ? null : 'device-gone',
        record: result === 'paid' ? paymentRecord({ amount: cents, ...record }) : null,
      }),
  };
}

export function pay(books: Books, cents = 3070, receiptNo = 12, reference = 'MSRH01-0AAA-0001X') {
  const payment = begin(books, cents, reference);
  payment.conclude('paid', { receiptNo });
  return payment;
}

export function close(books: Books, total: number | null, count: number | null, day = '2026-01-05') {
  const id = books.journal.intend('end-of-day', day, { day });
  books.journal.conclude('end-of-day', id, { result: 'done', reason: null, count, total, detail: null });
}

/** A payment on a telephone of a package held now, as the portal has told it. */
export function payOnline(books: Books, cents = 3070, reference = 'MSRH01-0AAA-0002W') {
  const packageId = books.hold({ cents, reference });
  const items = [{ payee: 'stadtkasse', reference, cents, purpose: '' }];
  const intentId = books.journal.intend('online', packageId, { cents, reference, items });
  const record = { transactionId: 'b1a7', method: 'GIROPAY', methodDetail: null };
  books.journal.conclude('online', intentId, { result: 'paid', reason: null, record });
  return { packageId, intentId };
}
