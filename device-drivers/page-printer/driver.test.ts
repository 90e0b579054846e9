import { afterEach, expect, test } from 'vitest';
import { type Counter, createReadyCounter, pdfOf } from './test-support/counter.ts';

let counter: Counter;
afterEach(() => counter.close());

test('a document counts as printed only when the printer completed it', async () => {
  counter = await createReadyCounter();
  const printing = counter.printer.print({ id: 'd1', pdf: pdfOf(2), copies: 1 });
  await counter.until(() => counter.simulator.state().printing);
  expect(counter.simulator.papers()).toEqual([]);
  expect(counter.printer.health().state).toBe('busy');
  expect(await counter.finished(printing)).toEqual({ ok: true, value: { printed: true, retained: false } });
  expect(counter.simulator.papers()).toMatchObject([{ jobName: 'bt-d1', sheets: 2, partial: false }]);
  expect(counter.simulator.state().documents).toBe(0);
  expect(counter.printer.health()).toMatchObject({ state: 'ready', reason: null, model: 'Musterdruck Laser 30' });
});

test('copies are separate piles', async () => {
  counter = await createReadyCounter();
  expect(await counter.print('d1', pdfOf(1), 3)).toMatchObject({ ok: true });
  expect(counter.simulator.papers().map((pile) => pile.sheets)).toEqual([1, 1, 1]);
  expect(counter.printer.statistics()).toMatchObject({ JobPrintedCount: 1, JobCopiesPrintedCount: 3 });
});
