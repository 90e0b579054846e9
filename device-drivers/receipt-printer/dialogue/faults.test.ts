import { afterEach, expect, test } from 'vitest';
import {
  type Counter,
  createCounter,
  createReadyCounter,
  RECEIPT,
} from '../../../simulators/receipt-printer/test-support/counter.ts';
import { DELAYS } from '../delays.ts';

let counter: Counter;
afterEach(() => counter.close());

/** Starts RECEIPT and waits until part of it hangs out of the slot. */
const halfway = async (id: string) => {
  const printing = counter.printer.print({ id, blocks: RECEIPT });
  await counter.until(() => counter.simulator.state().emergingMm > 25);
  return { end: () => counter.finished(printing) };
};
const fault = (reason: string, partial: boolean) => ({ ok: false, error: { reason, partial } });
const COMPLETE = 6;

test('paper out before the receipt: refused, nothing on paper', async () => {
  counter = await createReadyCounter();
  counter.simulator.pullPaper();
  await counter.until(() => counter.printer.health().reason === 'paper-out');
  expect(counter.printer.health().state).toBe('faulty');
  expect(await counter.print('r1')).toEqual(fault('paper-out', false));
  counter.simulator.loadPaper();
  await counter.until(() => counter.printer.health().state === 'ready');
  expect(await counter.slips()).toEqual([]);
});

test('paper out in the middle: partial, and its rest never comes out by itself', async () => {
  counter = await createReadyCounter();
  counter.simulator.leaveOnRoll(25);
  const outcome = await counter.print('r1');
  expect(outcome).toEqual(fault('paper-out', true));
  counter.simulator.loadPaper();
  await counter.until(() => counter.printer.health().state === 'ready');
  await counter.pass(60_000);
  const slips = await counter.slips();
  expect(slips).toHaveLength(1);
  expect(counter.simulator.papers()[0]).toMatchObject({ torn: true });
});

test('reprint after paper out: one complete receipt, parted from the unfinished one', async () => {
  counter = await createReadyCounter();
  counter.simulator.leaveOnRoll(25);
  await counter.print('r1');
  counter.simulator.leaveOnRoll(5_000);
  await counter.until(() => counter.printer.health().state === 'ready');
  expect(await counter.print('r1')).toMatchObject({ ok: true });
  const slips = await counter.slips();
  expect(slips.map((slip) => slip.length === COMPLETE)).toEqual([false, true]);
});

test('cover opened in the middle: partial, usable again once closed', async () => {
  counter = await createReadyCounter();
  const job = await halfway('r1');
  counter.simulator.openCover();
  expect(await job.end()).toEqual(fault('cover-open', true));
  expect(counter.printer.health()).toMatchObject({ state: 'faulty', reason: 'cover-open' });
  counter.simulator.closeCover();
  await counter.until(() => counter.printer.health().state === 'ready');
  expect(await counter.print('r1')).toMatchObject({ ok: true });
});

test('cutter jammed: reported, freed by the driver itself once nothing is stuck', async () => {
  counter = await createReadyCounter();
  counter.simulator.jamCutter();
  expect(await counter.print('r1')).toEqual(fault('cutter-error', true));
  counter.simulator.freeCutter();
  await counter.until(() => counter.printer.health().state === 'ready');
  expect(await counter.print('r1')).toMatchObject({ ok: true });
  expect(counter.printer.statistics()).toMatchObject({ FailedPaperCutCount: 1, FailedReceiptCount: 1 });
});

test('head overheated and cooled down in time: the receipt goes on and is one piece', async () => {
  counter = await createReadyCounter();
  const job = await halfway('r1');
  counter.simulator.overheat();
  await counter.pass(2_000);
  counter.simulator.coolDown();
  expect(await job.end()).toMatchObject({ ok: true });
  expect((await counter.slips()).map((slip) => slip.length)).toEqual([COMPLETE]);
});

test('head hot before the receipt: said at once, not one byte of it sent', async () => {
  counter = await createReadyCounter();
  counter.simulator.overheat();
  const before = counter.clock.monotonic();
  expect(await counter.print('r1')).toEqual(fault('overheated', false));
  expect(counter.clock.monotonic() - before).toBeLessThan(1_000);
  counter.simulator.coolDown();
  await counter.pass(60_000);
  expect(await counter.slips()).toEqual([]);
});

test('head stays hot: said after a moment, and printed again without a duplicate once it is cool', async () => {
  counter = await createReadyCounter();
  const job = await halfway('r1');
  counter.simulator.overheat();
  const before = counter.clock.monotonic();
  expect(await job.end()).toEqual(fault('overheated', true));
  expect(counter.clock.monotonic() - before).toBeLessThan(DELAYS.overheatPatience + 3_000);
  expect(await counter.print('r1')).toEqual(fault('overheated', false));
  counter.simulator.coolDown();
  await counter.until(() => counter.printer.health().state === 'ready');
  expect(await counter.print('r1')).toMatchObject({ ok: true });
  expect((await counter.slips()).map((slip) => slip.length === COMPLETE)).toEqual([false, true]);
});

test('head stayed hot and nobody asks again: the rest never comes out by itself', async () => {
  counter = await createReadyCounter();
  const job = await halfway('r1');
  counter.simulator.overheat();
  await job.end();
  counter.simulator.coolDown();
  await counter.pass(60_000);
  expect(await counter.slips()).toEqual([]);
});

test('unrecoverable error: faulty until repaired and switched on again', async () => {
  counter = await createReadyCounter();
  counter.simulator.breakDown();
  await counter.until(() => counter.printer.health().reason === 'unrecoverable');
  expect(await counter.print('r1')).toEqual(fault('unrecoverable', false));
  counter.simulator.repair();
  await counter.until(() => counter.printer.health().state === 'ready');
});

test('paper near its end: degraded, still prints', async () => {
  counter = await createReadyCounter();
  counter.simulator.nearEnd(true);
  await counter.until(() => counter.printer.health().state === 'degraded');
  expect(counter.printer.health().reason).toBe('paper-near-end');
  expect(await counter.print('r1')).toMatchObject({ ok: true });
});

test('cable pulled while idle: noticed, and back by itself', async () => {
  counter = await createReadyCounter();
  counter.simulator.pullCable();
  await counter.until(() => counter.printer.health().state === 'offline', 10_000);
  expect(await counter.print('r1')).toEqual(fault('offline', false));
  await counter.simulator.plugCable();
  await counter.until(() => counter.printer.health().state === 'ready', 30_000);
  expect(await counter.print('r1')).toMatchObject({ ok: true });
});

test('cable pulled in the middle and back at once: printed, by the printer’s own counter', async () => {
  counter = await createReadyCounter();
  const job = await halfway('r1');
  counter.simulator.pullCable();
  await counter.until(() => counter.printer.health().state === 'offline');
  await counter.simulator.plugCable();
  expect(await job.end()).toMatchObject({ ok: true });
  expect(await counter.slips()).toHaveLength(1);
});

test('cable pulled for long: offline; the reprint finds that it had come out and prints nothing', async () => {
  counter = await createReadyCounter();
  const job = await halfway('r1');
  counter.simulator.pullCable();
  expect(await job.end()).toEqual(fault('offline', true));
  await counter.simulator.plugCable();
  await counter.until(() => counter.printer.health().state === 'ready');
  expect(await counter.print('r1')).toMatchObject({ ok: true });
  expect(await counter.slips()).toHaveLength(1);
});

test('cable pulled for long: another receipt is printed all the same', async () => {
  counter = await createReadyCounter();
  const job = await halfway('r1');
  counter.simulator.pullCable();
  await job.end();
  await counter.simulator.plugCable();
  await counter.until(() => counter.printer.health().state === 'ready');
  expect(await counter.print('r2')).toMatchObject({ ok: true });
  expect(await counter.slips()).toHaveLength(2);
});

test('power lost in the middle: not printed, and the reprint is complete', async () => {
  counter = await createReadyCounter();
  const job = await halfway('r1');
  await counter.simulator.powerOff();
  await counter.simulator.powerOn();
  expect(await job.end()).toEqual(fault('offline', true));
  expect(await counter.print('r1')).toMatchObject({ ok: true });
  expect((await counter.slips()).filter((slip) => slip.length === COMPLETE)).toHaveLength(1);
});

test('a printer that takes everything and never answers is offline, not ready', async () => {
  counter = await createCounter();
  counter.simulator.setQuirks({ mute: true });
  counter.printer.open();
  await counter.until(() => counter.printer.health().state === 'offline', 10_000);
});

test('a printer that falls silent after the last byte: not printed', async () => {
  counter = await createReadyCounter();
  const job = await halfway('r1');
  counter.simulator.setQuirks({ mute: true });
  expect((await job.end()).ok).toBe(false);
});

test('a copy without process ids: confirmed by the sensor status', async () => {
  counter = await createCounter();
  counter.simulator.setQuirks({ processId: false, identity: false, counters: false });
  counter.printer.open();
  await counter.until(() => counter.printer.health().state === 'ready');
  await counter.pass(10_000);
  expect(await counter.print('r1')).toMatchObject({ ok: true });
  expect((await counter.slips()).map((slip) => slip.length)).toEqual([COMPLETE]);
});

test('a copy without cut counter and a pulled cable: not confirmed instead of guessed', async () => {
  counter = await createCounter();
  counter.simulator.setQuirks({ counters: false });
  counter.printer.open();
  await counter.until(() => counter.printer.health().model !== null);
  await counter.pass(5_000);
  const job = await halfway('r1');
  counter.simulator.pullCable();
  await counter.until(() => counter.printer.health().state === 'offline');
  await counter.simulator.plugCable();
  expect(await job.end()).toEqual(fault('not-confirmed', true));
});

test('a printer without automatic status: the poll finds the open cover', async () => {
  counter = await createReadyCounter();
  counter.simulator.setQuirks({ asb: false });
  counter.simulator.openCover();
  await counter.until(() => counter.printer.health().reason === 'cover-open', 10_000);
});

test('noise on the line does not hide a status', async () => {
  counter = await createReadyCounter();
  counter.simulator.sendNoise([0xff, 0x9c, 0x37, 0x01]);
  counter.simulator.openCover();
  // Sooner than the next poll would have found it.
  await counter.until(() => counter.printer.health().reason === 'cover-open', 1_000);
});

test('a printer already faulty at start: reachable with its reason, named once it is well', async () => {
  counter = await createCounter();
  counter.simulator.pullPaper();
  counter.printer.open();
  await counter.until(() => counter.printer.health().reason === 'paper-out', 10_000);
  expect(counter.printer.health().model).toBeNull();
  counter.simulator.loadPaper();
  await counter.until(() => counter.printer.health().model === 'EPSON TM-T88VII', 20_000);
});

test('a receipt left in the buffer by an earlier run of the terminal is not printed', async () => {
  counter = await createReadyCounter();
  const job = await halfway('r1');
  counter.simulator.pullCable();
  counter.simulator.openCover();
  await counter.printer.close();
  await job.end();
  await counter.simulator.plugCable();
  const next = counter.another();
  next.open();
  await counter.until(() => next.health().reason === 'cover-open');
  await counter.until(() => counter.simulator.state().waitingBytes === 0);
  counter.simulator.closeCover();
  await counter.until(() => next.health().state === 'ready');
  await counter.pass(20_000);
  await next.close();
  expect(await counter.slips()).toEqual([]);
});

test('two receipts at once come out one after the other', async () => {
  counter = await createReadyCounter();
  const both = Promise.all(['a', 'b'].map((id) => counter.printer.print({ id, blocks: [{ type: 'text', text: id }] })));
  expect((await counter.finished(both)).every((outcome) => outcome.ok)).toBe(true);
  expect(await counter.slips()).toEqual([['a'], ['b']]);
});

test('nothing keeps running after close', async () => {
  counter = await createReadyCounter();
  await counter.printer.close();
  expect(counter.clock.waiting).toBe(0);
  expect(counter.printer.health().state).toBe('closed');
});
