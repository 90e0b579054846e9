import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { openBooks } from '../test-support/books.ts';
import { moneyCases } from './money-cases.ts';
import { settleAlert } from './settle-by-staff.ts';
import { settleOnCommand } from './settle-on-command.ts';
import { begin } from './test-support/ledger.ts';

function unclear(books: ReturnType<typeof openBooks>) {
  const { packageId } = begin(books);
  books.outbox.movePayment(packageId, ['due'], 'unclear');
  books.alerts.raise('payment-unclear', packageId, 'device-gone');
  const [standing] = moneyCases(books);
  if (!standing) throw new Error('no case');
  return { packageId, standing };
}
const settled = (books: ReturnType<typeof openBooks>) =>
  books.db
    .prepare<[], { facts: string }>(`SELECT facts FROM journal WHERE kind = 'staff' AND phase = 'intent'`)
    .all()
    .map(({ facts }) => JSON.parse(facts));
const decision = (caseId: string, how: 'paid' | 'not-paid' = 'paid') =>
  ({ kind: 'settle-case', caseId, how, who: 'kasse', why: 'Steht auf dem Auszug' }) as const;

test('the journal has who settled it at the hub, why, and by which command', () => {
  using books = openBooks();
  const { packageId, standing } = unclear(books);
  const command = randomUUID();
  settleOnCommand(books, decision(standing.id), command);
  expect(settled(books)).toEqual([
    {
      ...{ alertId: standing.id, alert: 'payment-unclear', how: 'paid' },
      ...{ who: 'kasse', why: 'Steht auf dem Auszug', command },
    },
  ]);
  expect(books.outbox.get(packageId)).toMatchObject({ payment: 'paid', state: 'released' });
  expect(moneyCases(books)).toEqual([]);
});

test('a command that is done again after the terminal ended in its middle settles once', () => {
  using books = openBooks();
  const { standing } = unclear(books);
  const command = randomUUID();
  settleOnCommand(books, decision(standing.id), command);
  settleOnCommand(books, decision(standing.id), command);
  expect(settled(books)).toHaveLength(1);
});

test('a case that was settled at this machine is not settled another way by the hub', () => {
  using books = openBooks();
  const { packageId, standing } = unclear(books);
  settleAlert(books, standing.id, 'not-paid', { who: 'root' });
  expect(() => settleOnCommand(books, decision(standing.id, 'paid'), randomUUID())).toThrow('unknown-alert');
  expect(books.outbox.get(packageId)?.payment).toBe('due');
});

test('a case has the numbers of its request and nothing else of it; what is no matter of money is none', () => {
  using books = openBooks();
  const { packageId, standing } = unclear(books);
  books.alerts.raise('storage-low', null, null);
  expect(moneyCases(books)).toEqual([
    {
      ...{ id: standing.id, kind: 'payment-unclear', since: expect.any(Number), reason: 'device-gone' },
      ...{ reference: 'MSRH01-0AAA-0001X', cents: 3070, payee: 'stadtkasse' },
      number: books.outbox.get(packageId)?.number ?? null,
    },
  ]);
});
