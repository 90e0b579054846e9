import { expect, test } from 'vitest';
import { openBooks } from '../test-support/books.ts';
import { PAID } from '../test-support/fakes.ts';
import { noteUnsolicited } from './unsolicited-reports.ts';

const record = PAID.kind === 'paid' ? PAID.record : null;

test('a payment at the device’s own keys is in the journal when the listener resolves, and belongs to no package', async () => {
  using books = openBooks();
  if (!record) throw new Error('no record');
  await noteUnsolicited(books)({ kind: 'status', record });
  expect(books.journal.lastOutcome('foreign', 'foreign')).toEqual({ result: 'noted' });
  expect(books.journal.open('foreign')).toEqual([]);
  expect(books.journal.open('authorise')).toEqual([]);
  expect(books.statistics.totals()['payment.foreign.status']).toBe(1);
});

test('a journal that cannot be written refuses, so that the device is not acknowledged', async () => {
  using books = openBooks();
  books.db.close();
  await expect(noteUnsolicited(books)({ kind: 'totals', total: 100 })).rejects.toThrow();
});
