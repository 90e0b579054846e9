import { expect, test } from 'vitest';
import type { ReceiptDocument } from '../../../device-drivers/receipt-printer/contract.ts';
import { DELAYS } from '../configuration/delays.ts';
import { openBooks } from '../test-support/books.ts';
import { FakePrinter, OFFLINE, READY } from '../test-support/fakes.ts';
import { createPrintDesk } from './printing.ts';

const RECEIPT: ReceiptDocument = { id: 'r', blocks: [] };

function desk() {
  const books = openBooks();
  const printer = new FakePrinter();
  printer.setHealth({ ...READY, state: 'starting' });
  printer.next = { ok: true, value: { printed: true } };
  const { print } = createPrintDesk({ ...books, printer, delays: DELAYS });
  return { books, printer, print, [Symbol.dispose]: () => books[Symbol.dispose]() };
}

test('asked for while the driver is still starting: printed as soon as it is up', async () => {
  using d = desk();
  const printed = d.print('p', RECEIPT);
  await Promise.resolve();
  expect(d.printer.printed).toEqual([]);
  d.printer.setHealth(READY);
  expect(await printed).toEqual({ kind: 'printed' });
});

test('the driver comes up and finds the printer gone: said at once, not after the patience', async () => {
  using d = desk();
  d.printer.next = { ok: false, error: { reason: 'offline', partial: false } };
  const printed = d.print('p', RECEIPT);
  d.printer.setHealth(OFFLINE);
  expect(await printed).toEqual({ kind: 'fault', reason: 'offline' });
  expect(d.books.clock.waiting).toBe(0);
});

test('a driver that never comes up: asked all the same after the named patience', async () => {
  using d = desk();
  d.printer.next = { ok: false, error: { reason: 'offline', partial: false } };
  const printed = d.print('p', RECEIPT);
  await d.books.clock.advance(DELAYS.printerStartsWithin);
  expect(await printed).toEqual({ kind: 'fault', reason: 'offline' });
});
