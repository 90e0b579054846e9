import { afterEach, expect, test } from 'vitest';
import { type Counter, createReadyCounter } from '../../simulators/receipt-printer/test-support/counter.ts';

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

test('the health check tells every reading and prints one slip', async () => {
  counter = await createReadyCounter();
  const report = await counter.finished(counter.printer.checkHealth());
  expect(report.passed).toBe(true);
  expect(report.steps.map(({ step, detail }) => `${step}: ${detail}`)).toEqual([
    'reach: answered',
    'cover: closed',
    'paper: ok',
    'cutter: ok',
    'head: ok',
    'error: none',
    'identity: EPSON TM-T88VII 10.04 SIM',
    'confirmation: process-id',
    'cut-counter: yes',
    'test-slip: confirmed',
  ]);
  expect((await counter.slips())[0]).toContain('|<                                      >|');
});

test('the health check of a printer out of paper fails where the fault is', async () => {
  counter = await createReadyCounter();
  counter.simulator.pullPaper();
  const report = await counter.finished(counter.printer.checkHealth());
  expect(report.passed).toBe(false);
  expect(report.steps.filter((step) => step.outcome === 'failed').map((step) => step.step)).toEqual([
    'paper',
    'test-slip',
  ]);
});

test('the health check of an unreachable printer says so', async () => {
  counter = await createReadyCounter();
  counter.simulator.pullCable();
  const report = await counter.finished(counter.printer.checkHealth());
  expect(report.steps[0]).toEqual({ step: 'reach', outcome: 'failed', detail: 'no-answer' });
});

test('a character that the printer lacks does not lose the receipt', async () => {
  counter = await createReadyCounter();
  expect(await counter.print('r1', [{ type: 'text', text: 'Łódź 名' }])).toEqual({
    ok: true,
    value: { printed: true },
  });
  expect(await counter.slips()).toEqual([['Lódz ?']]);
});

test('nothing is fed after the cut: the next slip begins with its own first line', async () => {
  counter = await createReadyCounter();
  await counter.print('r1', [{ type: 'text', text: 'eins' }, { type: 'cut' }, { type: 'text', text: 'zwei' }]);
  await counter.print('r2', [{ type: 'text', text: 'drei' }]);
  await counter.slips();
  const [first, ...others] = counter.simulator.papers();
  expect(others).toHaveLength(2);
  for (const other of others) expect(other.heightMm).toBe(first?.heightMm);
});

test('the QR code carries the bytes its size was counted from', async () => {
  counter = await createReadyCounter();
  const data = 'Gebühr 30,70 € – Łódź Nguyễn';
  await counter.print('r1', [{ type: 'qr', data }]);
  await counter.slips();
  expect(counter.simulator.papers()[0]?.codes).toEqual([data]);
  const metered = counter.printer.statistics().PaperUsedMillimetres ?? 0;
  expect(Math.abs(metered - counter.simulator.state().usedMm)).toBeLessThan(1);
});

test('the paper meter agrees with the paper that went through the printer', async () => {
  counter = await createReadyCounter();
  for (const id of ['a', 'b', 'c']) await counter.print(id);
  const metered = counter.printer.statistics().PaperUsedMillimetres ?? 0;
  expect(Math.abs(metered - counter.simulator.state().usedMm)).toBeLessThan(3);
});

test('a new roll starts the meter of the roll, not the total', async () => {
  counter = await createReadyCounter();
  await counter.print('a');
  const total = counter.printer.statistics().PaperUsedMillimetres;
  counter.simulator.pullPaper();
  await counter.until(() => counter.printer.health().reason === 'paper-out');
  counter.simulator.loadPaper();
  await counter.until(() => counter.printer.health().state === 'ready');
  expect(counter.printer.statistics()).toMatchObject({
    PaperUsedMillimetres: total,
    PaperUsedOnRollMillimetres: 0,
    PaperOutCount: 1,
  });
});

test('a cut inside of a document gives two slips and one confirmation', async () => {
  counter = await createReadyCounter();
  const outcome = await counter.print('r1', [
    { type: 'text', text: 'Kunde' },
    { type: 'cut' },
    { type: 'text', text: 'Kasse' },
  ]);
  expect(outcome).toMatchObject({ ok: true });
  expect(await counter.slips()).toEqual([['Kunde'], ['Kasse']]);
});

test('58 mm paper has its own width', async () => {
  counter = await createReadyCounter(58);
  await counter.print('r1', [{ type: 'columns', left: 'Betrag', right: '30,70 €' }]);
  expect(await counter.slips()).toEqual([['Betrag                   30,70 €']]);
});
