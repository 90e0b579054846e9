import { expect, test } from 'vitest';
import {
  type Counter,
  createCounter,
  createReadyCounter,
  PRINTED,
  pdfOf,
} from '../../simulators/page-printer/test-support/counter.ts';
import type { PagePrintProgress } from './contract.ts';

const fault = (reason: string, partial: boolean, retained = false) => ({
  ok: false,
  error: { reason, partial, retained },
});

test('a document counts as printed only when the printer completed it', async () => {
  const counter = await createReadyCounter();
  const printing = counter.printer.print({ id: 'd1', pdf: pdfOf(2), copies: 1 });
  await counter.until(() => counter.simulator.state().printing);
  expect(counter.simulator.papers()).toEqual([]);
  expect(counter.printer.health().state).toBe('busy');
  expect(await counter.finished(printing)).toEqual(PRINTED);
  expect(counter.simulator.papers()).toMatchObject([{ jobName: 'bt-d1', sheets: 2, partial: false }]);
  expect(counter.simulator.state().documents).toBe(0);
  expect(counter.printer.health()).toMatchObject({ state: 'ready', reason: null, model: 'Musterdruck Laser 30' });
});

test('copies are separate piles and counted', async () => {
  const counter = await createReadyCounter();
  expect(await counter.print('d1', pdfOf(1), 3)).toEqual(PRINTED);
  expect(counter.simulator.papers().map((pile) => pile.sheets)).toEqual([1, 1, 1]);
  expect(counter.printer.statistics()).toMatchObject({ JobPrintedCount: 1, JobCopiesPrintedCount: 3 });
});

test('documents are printed one after the other', async () => {
  const counter = await createReadyCounter();
  counter.simulator.setQuirks({ oneJobOnly: true });
  const all = ['a', 'b', 'c'].map((id) => counter.printer.print({ id, pdf: pdfOf(1), copies: 1 }));
  expect(await counter.finished(Promise.all(all))).toEqual([PRINTED, PRINTED, PRINTED]);
  expect(counter.simulator.papers().map((pile) => pile.jobName)).toEqual(['bt-a', 'bt-b', 'bt-c']);
});

test.each([
  ['knows no Create-Job', { onlyPrintJob: true }],
  ['knows only IPP 1.1', { onlyVersion11: true }],
])('a printer that %s prints', async (_, quirk) => {
  const counter = await createCounter();
  counter.simulator.setQuirks(quirk);
  counter.printer.open();
  await counter.until(() => counter.printer.health().state === 'ready');
  expect(await counter.print('d1')).toEqual(PRINTED);
});

test('a job that vanishes without a word is not confirmed', async () => {
  const counter = await createReadyCounter('queue');
  counter.simulator.setQuirks({ forgetsJobs: true });
  expect(await counter.print('d1')).toEqual(fault('not-confirmed', true));
});

test.each([
  ['media-empty', (c: Counter) => c.simulator.removeMedia()],
  ['media-jam', (c: Counter) => c.simulator.jam()],
  ['cover-open', (c: Counter) => c.simulator.openCover()],
  ['toner-empty', (c: Counter) => c.simulator.setToner('empty')],
  ['paused', (c: Counter) => c.simulator.pause()],
] as const)('%s beforehand: refused, nothing has left, health says why', async (reason, provoke) => {
  const counter = await createReadyCounter();
  provoke(counter);
  expect(await counter.print('d1')).toEqual(fault(reason, false));
  expect(counter.simulator.state().jobs).toEqual([]);
  expect(counter.printer.health()).toMatchObject({ state: 'faulty', reason });
});

test('media-empty in the middle: withdrawn after a while, and never printed later', async () => {
  const counter = await createReadyCounter();
  counter.simulator.loadMedia(1);
  expect(await counter.print('d1', pdfOf(3))).toEqual(fault('media-empty', true));
  expect(counter.simulator.papers()).toMatchObject([{ sheets: 1, partial: true }]);
  counter.simulator.loadMedia();
  await counter.pass(30_000);
  expect(counter.simulator.papers()).toHaveLength(1);
});

test('a jam in the middle may have left part of it on paper', async () => {
  const counter = await createReadyCounter();
  const printing = counter.printer.print({ id: 'd1', pdf: pdfOf(2), copies: 1 });
  await counter.until(() => counter.simulator.state().printing);
  counter.simulator.jam();
  expect(await counter.finished(printing)).toEqual(fault('media-jam', true));
});

test('a tray pushed back in within moments costs nothing', async () => {
  const counter = await createReadyCounter();
  const printing = counter.printer.print({ id: 'd1', pdf: pdfOf(2), copies: 1 });
  await counter.until(() => counter.simulator.state().printing);
  counter.simulator.openCover();
  await counter.until(() => counter.printer.health().reason === 'cover-open');
  counter.simulator.closeCover();
  expect(await counter.finished(printing)).toEqual(PRINTED);
});

test('a printer that only ever warns: the warning is the reason once nothing comes out', async () => {
  const counter = await createReadyCounter();
  counter.simulator.setQuirks({ severity: 'warning' });
  const printing = counter.printer.print({ id: 'd1', pdf: pdfOf(2), copies: 1 });
  await counter.until(() => counter.simulator.state().printing);
  counter.simulator.removeMedia();
  expect(await counter.finished(printing)).toEqual(fault('media-empty', false));
});

test('toner low prints, and asks for a person', async () => {
  const counter = await createReadyCounter();
  counter.simulator.setToner('low');
  expect(await counter.print('d1')).toEqual(PRINTED);
  expect(counter.printer.health()).toMatchObject({ state: 'degraded', reason: 'toner-low' });
});

test('a job the printer gives up is aborted', async () => {
  const counter = await createReadyCounter();
  counter.simulator.abortNext();
  expect(await counter.print('d1')).toEqual(fault('aborted', false));
});

test('a printer that says processing-to-stop-point for ever of what it counts as out: printed', async () => {
  const counter = await createReadyCounter();
  counter.simulator.setQuirks({ stopPoint: true });
  expect(await counter.print('d1', pdfOf(2), 2)).toEqual(PRINTED);
  expect(counter.simulator.papers()).toHaveLength(2);
});

test('what is no PDF is told apart from a printer that gave up', async () => {
  const counter = await createReadyCounter();
  expect(await counter.print('d1', Buffer.from('no PDF'))).toEqual(fault('format-not-supported', false));
});

test('a job cancelled at the panel is cancelled', async () => {
  const counter = await createReadyCounter();
  const printing = counter.printer.print({ id: 'd1', pdf: pdfOf(2), copies: 1 });
  await counter.until(() => counter.simulator.state().printing);
  await counter.pass(1_000);
  counter.simulator.cancelAtPanel();
  expect(await counter.finished(printing)).toMatchObject(fault('cancelled', false));
});

test('a held job is withdrawn', async () => {
  const counter = await createReadyCounter();
  counter.simulator.holdJobs();
  expect(await counter.print('d1')).toEqual(fault('held', false));
  counter.simulator.releaseJobs();
  await counter.pass(20_000);
  expect(counter.simulator.papers()).toEqual([]);
});

test('a printer in use by somebody else is waited for, then busy', async () => {
  const counter = await createReadyCounter();
  counter.simulator.setQuirks({ oneJobOnly: true });
  counter.simulator.holdJobs();
  const other = counter.another('somebody-else');
  other.open();
  const theirs = other.print({ id: 'x', pdf: pdfOf(1), copies: 1 });
  await counter.until(() => counter.simulator.state().jobs.length === 1);
  counter.simulator.releaseJobs();
  counter.simulator.slow(20);
  expect(await counter.print('d1')).toEqual(fault('busy', false));
  counter.simulator.slow(1);
  await counter.finished(theirs);
  await counter.finished(other.close());
});

test('a queue that takes no jobs', async () => {
  const counter = await createReadyCounter();
  counter.simulator.setQuirks({ acceptsJobs: false });
  expect(await counter.print('d1')).toEqual(fault('not-accepting', false));
  expect(counter.printer.health()).toMatchObject({ state: 'faulty', reason: 'not-accepting' });
});

test('a printer that takes no PDF', async () => {
  const counter = await createReadyCounter();
  counter.simulator.setQuirks({ formats: ['image/pwg-raster'] });
  expect(await counter.print('d1')).toEqual(fault('format-not-supported', false));
  expect(counter.printer.health()).toMatchObject({ state: 'faulty', reason: 'takes-no-pdf' });
});

test('more copies than the printer makes at a time', async () => {
  const counter = await createReadyCounter();
  counter.simulator.setQuirks({ maxCopies: 1 });
  expect(await counter.print('d1', pdfOf(1), 2)).toEqual(fault('copies-not-supported', false));
});

test('a printer too slow to finish in time is stopped', async () => {
  const counter = await createReadyCounter();
  counter.simulator.slow(100);
  expect(await counter.print('d1')).toMatchObject(fault('not-confirmed', false));
  expect(counter.simulator.state().documents).toBe(0);
});

test('cancel withdraws what is being printed', async () => {
  const counter = await createReadyCounter();
  const printing = counter.printer.print({ id: 'd1', pdf: pdfOf(9), copies: 1 });
  await counter.until(() => counter.simulator.state().jobs[0]?.state === 'processing');
  await counter.pass(5_000);
  counter.printer.cancel('d1');
  expect(await counter.finished(printing)).toEqual(fault('cancelled', true));
  expect(counter.simulator.state().documents).toBe(0);
  expect(counter.printer.statistics()).toMatchObject({ CancelledJobCount: 1, FailedJobCount: 0 });
});

test('cancel withdraws what waits for its turn, which then never leaves', async () => {
  const counter = await createReadyCounter();
  const first = counter.printer.print({ id: 'd1', pdf: pdfOf(1), copies: 1 });
  const second = counter.printer.print({ id: 'd2', pdf: pdfOf(1), copies: 1 });
  counter.printer.cancel('d2');
  expect(await counter.finished(Promise.all([first, second]))).toEqual([PRINTED, fault('cancelled', false)]);
  expect(counter.simulator.state().jobs).toHaveLength(1);
});

test('close withdraws what is being printed', async () => {
  const counter = await createReadyCounter();
  const printing = counter.printer.print({ id: 'd1', pdf: pdfOf(9), copies: 1 });
  await counter.until(() => counter.simulator.state().printing);
  await counter.finished(counter.printer.close());
  expect(await printing).toMatchObject({ error: { reason: 'cancelled' } });
  expect(counter.simulator.state().documents).toBe(0);
  expect(counter.printer.health().state).toBe('closed');
  expect(await counter.print('d2')).toEqual(fault('offline', false));
});

test('what an earlier life of the terminal left waiting is withdrawn before the printer is used', async () => {
  const counter = await createReadyCounter();
  counter.simulator.holdJobs();
  const lost = counter.printer.print({ id: 'd1', pdf: pdfOf(1), copies: 1 });
  await counter.until(() => counter.simulator.state().documents === 1);
  const next = counter.another();
  next.open();
  await counter.until(() => counter.simulator.state().documents === 0);
  await counter.finished(lost);
  await counter.finished(next.close());
  counter.simulator.releaseJobs();
  await counter.pass(20_000);
  expect(counter.simulator.papers()).toEqual([]);
});

test("another terminal's waiting job is left alone", async () => {
  const counter = await createReadyCounter();
  counter.simulator.holdJobs();
  const waiting = counter.printer.print({ id: 'd1', pdf: pdfOf(1), copies: 1 });
  await counter.until(() => counter.simulator.state().documents === 1);
  const neighbour = counter.another('terminal-2');
  neighbour.open();
  await counter.until(() => neighbour.health().state === 'ready');
  await counter.pass(2_000);
  expect(counter.simulator.state().documents).toBe(1);
  counter.simulator.releaseJobs();
  expect(await counter.finished(waiting)).toEqual(PRINTED);
  await counter.finished(neighbour.close());
});

test('sheets are counted while they come out, and what the printer waits for is told', async () => {
  const counter = await createReadyCounter();
  const told: PagePrintProgress[] = [];
  const printing = counter.printer.print({ id: 'd1', pdf: pdfOf(3), copies: 1 }, (progress) => told.push(progress));
  await counter.until(() => told.length === 1);
  expect(told).toEqual([{ done: 1, trouble: null }]);
  counter.simulator.openCover();
  await counter.until(() => told.length === 2);
  expect(told[1]?.trouble).toBe('cover-open');
  counter.simulator.closeCover();
  expect(await counter.finished(printing)).toEqual(PRINTED);
  expect(told.at(-1)).toMatchObject({ trouble: null });
});
