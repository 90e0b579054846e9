import { expect, test } from 'vitest';
import { createReadyCounter, PRINTED } from '../../../simulators/page-printer/test-support/counter.ts';

const fault = (reason: string, retained = false) => ({ ok: false, error: { reason, partial: true, retained } });

test('a document through a queue is printed when the printer behind it says so, and forgotten by the queue', async () => {
  const counter = await createReadyCounter('queue');
  expect(await counter.print('d1')).toEqual(PRINTED);
  expect(counter.simulator.queuedJobs()).toBe(0);
});

test.each(['canceled', 'completed'] as const)(
  'a job the printer gave up and the queue calls %s is aborted',
  async (queueCallsAborted) => {
    const counter = await createReadyCounter('queue');
    counter.simulator.setQuirks({ queueCallsAborted });
    counter.simulator.abortNext();
    expect(await counter.print('d1')).toEqual(fault('aborted'));
  },
);

test('a queue whose printer keeps no list of what it did confirms nothing', async () => {
  const counter = await createReadyCounter('queue');
  counter.simulator.setQuirks({ keepsNoHistory: true });
  expect(await counter.print('d1')).toEqual(fault('not-confirmed'));
});

test('a queue whose backend ends with the last byte sent confirms nothing, and the health check says why', async () => {
  const counter = await createReadyCounter('queue');
  counter.simulator.setQuirks({ deviceUri: 'socket://192.0.2.7:9100' });
  expect(await counter.print('d1')).toEqual(fault('not-confirmed'));
  const report = await counter.finished(counter.printer.checkHealth());
  expect(report.steps).toContainEqual({
    step: 'confirmation',
    outcome: 'failed',
    detail: 'cups-2.4.2: no-ipp-backend',
  });
});

test('a queue whose printer cannot be reached: not confirmed, and settled when the same document comes again', async () => {
  const counter = await createReadyCounter('queue');
  const { port } = counter.simulator;
  counter.simulator.setQuirks({ deviceUri: 'ipp://127.0.0.1:9/ipp/print' });
  expect(await counter.print('d1')).toEqual(fault('not-confirmed', true));
  counter.simulator.setQuirks({ deviceUri: `ipp://127.0.0.1:${port}/ipp/print` });
  expect(await counter.print('d1')).toEqual(PRINTED);
  expect(counter.simulator.papers()).toHaveLength(1);
});

test('waitjob=false: a queue that is done before its printer is waited for', async () => {
  const counter = await createReadyCounter('queue');
  counter.simulator.setQuirks({ queueIsDoneAtOnce: true, deviceUri: `${counter.simulator.uri}?waitjob=false` });
  const printing = counter.printer.print({ id: 'd1', pdf: new TextEncoder().encode('%PDF-'), copies: 1 });
  expect(await counter.finished(printing)).toEqual(PRINTED);
  expect(counter.simulator.papers()).toHaveLength(1);
});

test('a filter of the queue fails: given up within moments, and the document leaves the spool at once', async () => {
  const counter = await createReadyCounter('queue');
  counter.simulator.setQuirks({ queueFilterFails: true });
  const start = counter.clock.monotonic();
  expect(await counter.print('d1')).toEqual(fault('aborted'));
  expect(counter.clock.monotonic() - start).toBeLessThan(5_000);
  expect(counter.simulator.queuedJobs()).toBe(0);
  expect(counter.simulator.state().documents).toBe(0);
  counter.simulator.setQuirks({ queueFilterFails: false });
  expect(await counter.print('d2')).toEqual(PRINTED);
});

test.each(['completed', 'processing'] as const)(
  'a queue that says processing-to-stop-point for ever (%s) of what its printer has printed: printed, and forgotten',
  async (queueStopPoint) => {
    const counter = await createReadyCounter('queue');
    counter.simulator.setQuirks({ queueStopPoint });
    const start = counter.clock.monotonic();
    expect(await counter.print('d1')).toEqual(PRINTED);
    expect(counter.clock.monotonic() - start).toBeLessThan(20_000);
    expect(counter.simulator.queuedJobs()).toBe(0);
  },
);

test('processing-to-stop-point of a queue alone is nobody’s word: without the printer’s it is not confirmed', async () => {
  const counter = await createReadyCounter('queue');
  counter.simulator.setQuirks({ queueStopPoint: 'completed', keepsNoHistory: true });
  expect(await counter.print('d1')).toEqual(fault('not-confirmed'));
});

test('canceled by the queue itself, with nobody named and no word of the printer: aborted, not cancelled', async () => {
  const counter = await createReadyCounter('queue');
  counter.simulator.setQuirks({ queueCallsAborted: 'canceled', keepsNoHistory: true });
  counter.simulator.abortNext();
  expect(await counter.print('d1')).toMatchObject({ ok: false, error: { reason: 'aborted', retained: false } });
});
