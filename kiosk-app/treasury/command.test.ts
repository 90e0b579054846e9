import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { accountForClosings } from '../terminal/reconciliation/closings.ts';
import { begin, close, pay, TILL } from '../terminal/reconciliation/test-support/ledger.ts';
import { openBooks } from '../terminal/test-support/books.ts';
import { runTreasury, type TreasuryRequest } from './command.ts';

const SAMPLE_SITE = join(import.meta.dirname, '../../config/sites/musterstadt.json');

/** A terminal that is running: its store stays open while the command reads it. */
function terminal() {
  const books = openBooks();
  const data = dirname(books.file);
  const site = join(data, 'site.json');
  writeFileSync(site, readFileSync(SAMPLE_SITE));
  const ask = (request: Partial<TreasuryRequest> = {}) =>
    runTreasury(
      {
        site,
        data,
        language: 'de',
        format: 'text',
        which: { closing: 'last' },
        payee: null,
        settle: null,
        ...request,
      },
      '/nowhere',
    );
  const account = () => accountForClosings({ ...books, till: TILL });
  return { books, data, site, ask, account, [Symbol.dispose]: () => books[Symbol.dispose]() };
}

/** Spaces of all kinds as one. */
const plain = (text: string) => text.replaceAll(/\s+/g, ' ');

test('a closing that agrees: each payment with its Kassenzeichen, the comparison, nothing open', () => {
  using t = terminal();
  pay(t.books);
  close(t.books, 3070, 1);
  t.account();
  const { exitCode, output } = t.ask();
  expect(exitCode).toBe(0);
  expect(plain(output)).toContain('Kassenabschluss 1 · Terminal MS-RH-01');
  expect(plain(output)).toContain('MSRH01-0AAA-0001X Zahlung 12 30,70 €');
  expect(plain(output)).toContain('Die Summen stimmen überein.');
  expect(plain(output)).toContain('Nichts ist offen.');
  expect(output.split('\n').every((line) => line.length <= 80)).toBe(true);
});

test('a closing that differs names the payment, what it may be, and the case', () => {
  using t = terminal();
  pay(t.books);
  close(t.books, 0, 0);
  t.account();
  const output = plain(t.ask().output);
  expect(output).toContain('Vom Kartengerät nicht mitgezählt, -30,70 €');
  expect(output).toContain('Kassenabschluss mit Unterschied');
});

test('an open case stands with its Kassenzeichen, the number its citizen holds, and how to settle it', () => {
  using t = terminal();
  const { packageId } = begin(t.books);
  t.books.alerts.raise('payment-unclear', packageId, 'device-gone');
  const output = plain(t.ask().output);
  expect(output).toContain('Unklar, ob bezahlt wurde, MSRH01-0AAA-0001X, 30,70 €, stadtkasse');
  expect(output).toContain(`Vorgangsnummer ${t.books.outbox.get(packageId)?.number}`);
  expect(output).toMatch(/--settle [0-9a-f-]{8} --how paid\|not-paid/);
});

test('before the first closing there is a report all the same, with what came in since', () => {
  using t = terminal();
  pay(t.books);
  const { exitCode, output } = t.ask();
  expect(exitCode).toBe(0);
  expect(plain(output)).toContain('Noch kein Kassenabschluss');
  expect(plain(output)).toContain('1 Zahlung, 30,70 €');
});

test('settling from beside the running terminal: it sees it, and who did it', () => {
  using t = terminal();
  const { packageId, conclude } = begin(t.books);
  conclude('unclear');
  t.books.outbox.movePayment(packageId, ['due'], 'unclear');
  t.books.alerts.raise('payment-unclear', packageId, 'device-gone');
  const [alert] = t.books.alerts.open();
  const answer = t.ask({ settle: { alert: alert?.id.slice(0, 8) ?? '', how: 'paid', who: 'kasse' } });
  expect(answer).toMatchObject({ exitCode: 0, notice: null });
  expect(t.books.alerts.open()).toEqual([]);
  expect(t.books.outbox.get(packageId)).toMatchObject({ payment: 'paid', state: 'released' });
});

test('a case that is settled already is refused', () => {
  using t = terminal();
  expect(t.ask({ settle: { alert: 'abcdef12', how: 'paid', who: 'kasse' } }).exitCode).toBe(1);
});

test.each(['csv', 'camt.054'] as const)(
  '%s: the same closing is the same bytes, also after later payments',
  (format) => {
    using t = terminal();
    pay(t.books);
    close(t.books, 3070, 1);
    t.account();
    const first = t.ask({ format });
    expect(first.exitCode).toBe(0);
    pay(t.books, 500);
    close(t.books, 500, 1, '2026-01-06');
    t.account();
    expect(t.ask({ format, which: { closing: 1 } })).toEqual(first);
    expect(t.ask({ format }).output).not.toBe(first.output);
  },
);

test('two closings of one day are two exports: the numbers are told', () => {
  using t = terminal();
  close(t.books, 0, 0);
  close(t.books, 0, 0);
  t.account();
  expect(t.ask({ format: 'csv', which: { day: '2026-01-05' } })).toMatchObject({ exitCode: 3, output: '' });
  expect(t.ask({ format: 'csv', which: { day: '2026-01-05' } }).notice).toContain('1 | 2');
  expect(t.ask({ which: { day: '2026-01-05' } }).exitCode).toBe(0);
});

test.each([
  ['no data', { data: '/nowhere' }, 3],
  ['no site', { site: '/nowhere' }, 2],
  ['no such closing', { which: { closing: 9 } }, 3],
  ['no such payee', { payee: 'nobody' }, 3],
  ['nothing to notify', { format: 'camt.054' }, 3],
] as const)('%s is told, with an exit code of its own', (_, request, exitCode) => {
  using t = terminal();
  close(t.books, 0, 0);
  t.account();
  const answer = t.ask(request);
  expect(answer).toMatchObject({ exitCode, output: '' });
  expect(answer.notice).not.toMatch(/^fault\.|\{/);
});

test('data of another version are not touched', () => {
  using t = terminal();
  t.books.db.pragma('user_version = 1');
  expect(t.ask().notice).toContain('andere');
});
