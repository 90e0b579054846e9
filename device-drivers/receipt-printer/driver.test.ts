import { afterEach, expect, test } from 'vitest';
import { type Counter, createReadyCounter } from './test-support/counter.ts';

let counter: Counter;
afterEach(() => counter.close());

test('a receipt is printed and reported only when the printer confirms it', async () => {
  counter = await createReadyCounter();
  const printing = counter.printer.print({ id: 'r1', blocks: [{ type: 'text', text: 'Grüße €' }] });
  await counter.until(() => counter.printer.health().state === 'busy');
  expect(await counter.finished(printing)).toEqual({ ok: true, value: { printed: true } });
  expect(await counter.slips()).toEqual([['Grüße €']]);
  expect(counter.printer.health()).toMatchObject({ state: 'ready', reason: null, model: 'EPSON TM-T88VII' });
});

test('a whole receipt comes out as it was laid out', async () => {
  counter = await createReadyCounter();
  expect(await counter.print('r1')).toMatchObject({ ok: true });
  const [slip] = await counter.slips();
  expect(slip).toEqual([
    '    Stadt Musterstadt',
    '-'.repeat(42),
    'Bewohnerparkausweis – Gebühr für Größe M',
    'Betrag                             30,70 €',
    'Vorgang                     BP-2026-000117',
    '                               Vielen Dank',
  ]);
  expect(counter.simulator.papers()[0]?.codes).toEqual(['https://stadt.example/vorgang/BP-2026-000117']);
});
