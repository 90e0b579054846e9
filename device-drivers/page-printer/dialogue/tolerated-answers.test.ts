import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { systemClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import {
  createCounter,
  createReadyCounter,
  PRINTED,
  pdfOf,
} from '../../../simulators/page-printer/test-support/counter.ts';
import { createIppPagePrinter } from '../index.ts';

/** What a printer says beside what is needed must not spoil it. */

const fields = (hex: string) => new Uint8Array(Buffer.from(hex.replace(/\s/g, ''), 'hex'));

test('a printer whose answers name no Content-Type (several models of HP) is ready and prints', async () => {
  const counter = await createCounter();
  counter.simulator.nameNoType();
  counter.printer.open();
  await counter.until(() => counter.printer.health().state === 'ready');
  expect(await counter.print('d1')).toEqual(PRINTED);
});

test('a web server without Content-Type that says something else than IPP is still a protocol error', async () => {
  const server = createServer((_, response) => response.writeHead(200).end('<html>no</html>'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const printer = createIppPagePrinter({ uri: `ipp://127.0.0.1:${port}/`, clock: systemClock, log: silentLog });
  printer.open();
  expect((await printer.checkHealth()).passed).toBe(false);
  expect(printer.health()).toMatchObject({ state: 'faulty', reason: 'protocol-error' });
  await printer.close();
  server.close();
});

test.each([
  ['a member attribute outside of a collection', '4a 0000 0001 78 21 0000 0004 00000001'],
  ['an integer of length 0 (Kyocera)', `21 0003 ${Buffer.from('xyz').toString('hex')} 0000`],
])('%s that nobody needs: ready, prints, and the health check counts it', async (_, hex) => {
  const counter = await createReadyCounter();
  counter.simulator.addFields(fields(hex));
  expect(await counter.print('d1')).toEqual(PRINTED);
  expect(counter.printer.health()).toMatchObject({ state: 'ready', reason: null });
  const report = await counter.finished(counter.printer.checkHealth());
  expect(report.passed).toBe(true);
  expect(report.steps).toContainEqual({ step: 'reach', outcome: 'passed', detail: 'answered, 1 unreadable' });
});

test.each([
  ['cups-ipp-missing-cancel-job'],
  ['com.vendor-says-hello'],
  ['com.vendor-says-hello-warning'],
  ['com.vendor-says-hello-report'],
  ['filter-message'],
  ['other-warning'],
])('the harmless reason %s neither degrades nor stops printing', async (reason) => {
  const counter = await createReadyCounter();
  counter.simulator.setQuirks({ reasons: [reason] });
  expect(await counter.print('d1')).toEqual(PRINTED);
  expect(counter.printer.health()).toMatchObject({ state: 'ready', reason: null });
});

test('a vendor’s own "-error" stops printing', async () => {
  const counter = await createReadyCounter();
  counter.simulator.setQuirks({ reasons: ['com.vendor-drum-cracked-error'] });
  expect(await counter.print('d1')).toEqual({ ok: false, error: { reason: 'other', partial: false, retained: false } });
  expect(counter.printer.health()).toMatchObject({ state: 'faulty', reason: 'other' });
});

test('"other-error" for 2.5 s while the printer wakes up: waited out before a job as during it', async () => {
  const counter = await createReadyCounter();
  const { simulator, printer } = counter;
  simulator.setQuirks({ reasons: ['other-error'] });
  const told: unknown[] = [];
  const printing = printer.print({ id: 'd1', pdf: pdfOf(1), copies: 1 }, ({ trouble }) => told.push(trouble));
  await counter.pass(2_500);
  expect(simulator.state().jobs).toEqual([]);
  expect(printer.health()).toMatchObject({ state: 'degraded', reason: 'other' });
  simulator.setQuirks({ reasons: [] });
  expect(await counter.finished(printing)).toEqual(PRINTED);
  expect(told.slice(0, 2)).toEqual(['other', 'other']);
  expect(told.at(-1)).toBeNull();
});

test('"other-error" for 2.5 s between two jobs takes the printer out of nobody’s offer', async () => {
  const counter = await createReadyCounter();
  const { simulator, printer } = counter;
  const states: string[] = [];
  printer.onHealth(({ state }) => states.push(state));
  await counter.pass(8_500);
  simulator.setQuirks({ reasons: ['other-error'] });
  await counter.pass(2_500);
  simulator.setQuirks({ reasons: [] });
  await counter.until(() => printer.health().state === 'ready');
  expect(states).not.toContain('faulty');
});

test('a cover that is closed within moments costs a job nothing that has not begun', async () => {
  const counter = await createReadyCounter();
  counter.simulator.openCover();
  const printing = counter.printer.print({ id: 'd1', pdf: pdfOf(1), copies: 1 });
  await counter.pass(4_000);
  counter.simulator.closeCover();
  expect(await counter.finished(printing)).toEqual(PRINTED);
});

test('a line that hiccups just before a job costs nothing either', async () => {
  const counter = await createReadyCounter();
  counter.simulator.pullCable();
  const printing = counter.printer.print({ id: 'd1', pdf: pdfOf(1), copies: 1 });
  await counter.pass(8_000);
  counter.simulator.plugCable();
  expect(await counter.finished(printing)).toEqual(PRINTED);
});

test('withdrawn while it waits for the printer: cancelled, and nothing has left', async () => {
  const counter = await createReadyCounter();
  counter.simulator.openCover();
  const printing = counter.printer.print({ id: 'd1', pdf: pdfOf(1), copies: 1 });
  await counter.pass(2_000);
  counter.printer.cancel('d1');
  expect(await counter.finished(printing)).toMatchObject({ error: { reason: 'cancelled', partial: false } });
  expect(counter.simulator.state().jobs).toEqual([]);
});
