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

const fault = (reason: string, partial: boolean, retained = false) => ({
  ok: false,
  error: { reason, partial, retained },
});

test('a printer without power is offline and comes back by itself', async () => {
  const counter = await createCounter();
  const { printer, simulator } = counter;
  await simulator.powerOff();
  printer.open();
  await counter.until(() => printer.health().state === 'offline');
  expect(printer.health().reason).toBe('not-reachable');
  expect(await counter.print('d1')).toEqual(fault('offline', false));
  await simulator.powerOn();
  await counter.until(() => printer.health().state === 'ready');
  expect(await counter.print('d1')).toEqual(PRINTED);
});

test('a pulled cable between two jobs is noticed', async () => {
  const counter = await createReadyCounter();
  const { printer, simulator } = counter;
  simulator.pullCable();
  await counter.until(() => printer.health().state === 'offline', 20_000);
  simulator.plugCable();
  await counter.until(() => printer.health().state === 'ready', 20_000);
  expect(printer.statistics().CommunicationErrorCount).toBe(1);
});

test('a hiccup of the network during a job costs nothing', async () => {
  const counter = await createReadyCounter();
  const { printer, simulator } = counter;
  const printing = printer.print({ id: 'd1', pdf: pdfOf(2), copies: 1 });
  await counter.until(() => simulator.state().printing);
  simulator.pullCable();
  await counter.pass(8_000);
  simulator.plugCable();
  expect(await counter.finished(printing)).toEqual(PRINTED);
  expect(simulator.papers()).toHaveLength(1);
});

test('cable pulled for good during a job, which came out: the same document is not printed twice', async () => {
  const counter = await createReadyCounter();
  const { printer, simulator } = counter;
  const printing = printer.print({ id: 'd1', pdf: pdfOf(2), copies: 1 });
  await counter.until(() => simulator.state().printing);
  simulator.pullCable();
  expect(await counter.finished(printing)).toEqual(fault('offline', true, true));
  expect(simulator.papers()).toHaveLength(1);
  simulator.plugCable();
  await counter.until(() => printer.health().state === 'ready');
  expect(await counter.print('d1')).toEqual(PRINTED);
  expect(simulator.papers()).toHaveLength(1);
  expect(await counter.print('d2')).toEqual(PRINTED);
  expect(simulator.papers()).toHaveLength(2);
});

test('cable pulled for good before anything came out: withdrawn on return, and printed once when asked again', async () => {
  const counter = await createReadyCounter();
  const { printer, simulator } = counter;
  simulator.slow(30);
  const printing = printer.print({ id: 'd1', pdf: pdfOf(1), copies: 1 });
  await counter.until(() => simulator.state().printing);
  simulator.pullCable();
  expect(await counter.finished(printing)).toEqual(fault('offline', true, true));
  simulator.plugCable();
  await counter.until(() => simulator.state().documents === 0);
  simulator.slow(1);
  expect(await counter.print('d1')).toEqual(PRINTED);
  expect(simulator.papers()).toHaveLength(1);
});

test('a printer switched off during a job gives it up', async () => {
  const counter = await createReadyCounter();
  const { printer, simulator } = counter;
  const printing = printer.print({ id: 'd1', pdf: pdfOf(5), copies: 1 });
  await counter.until(() => simulator.state().printing);
  await simulator.powerOff();
  await counter.pass(3_000);
  await simulator.powerOn();
  expect(await counter.finished(printing)).toMatchObject({ error: { reason: 'aborted', retained: false } });
});

test.each(['Print-Job', 'Send-Document'] as const)('a lost answer to %s does not print twice', async (operation) => {
  const counter = await createReadyCounter();
  counter.simulator.setQuirks({ onlyPrintJob: operation === 'Print-Job' });
  counter.simulator.loseAnswerTo(operation);
  expect(await counter.print('d1')).toEqual(PRINTED);
  expect(counter.simulator.papers()).toHaveLength(1);
});

test('a lost answer to Create-Job prints nothing', async () => {
  const counter = await createReadyCounter();
  counter.simulator.loseAnswerTo('Create-Job');
  expect(await counter.print('d1')).toEqual(fault('offline', false));
  await counter.pass(70_000);
  expect(counter.simulator.papers()).toEqual([]);
});

test('answers that are no IPP are a protocol error, and healed by a restart of the printer', async () => {
  const counter = await createReadyCounter();
  counter.simulator.sendGarbage(Buffer.from('<html>'));
  expect(await counter.print('d1')).toEqual(fault('protocol-error', false));
  expect(counter.printer.health()).toMatchObject({ state: 'faulty', reason: 'protocol-error' });
  counter.simulator.sendGarbage(undefined);
  await counter.until(() => counter.printer.health().state === 'ready');
});

test('nothing waits on the clock after close', async () => {
  const counter = await createReadyCounter();
  await counter.print('d1');
  await counter.close();
  const { clock } = counter;
  // The printer's own: a job without its document is given up after a minute.
  await clock.advance(60_000);
  expect(clock.waiting).toBe(0);
});

test.each([
  [401, 'text/html', 'access-denied'],
  [404, 'text/html', 'protocol-error'],
  [200, 'text/html', 'protocol-error'],
])('a web server that answers %i %s is %s', async (status, type, reason) => {
  const server = createServer((_, response) => response.writeHead(status, { 'content-type': type }).end('no'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const printer = createIppPagePrinter({ uri: `ipp://127.0.0.1:${port}/`, clock: systemClock, log: silentLog });
  printer.open();
  const report = await printer.checkHealth();
  expect(report.passed).toBe(false);
  expect(printer.health()).toMatchObject({ state: 'faulty', reason });
  await printer.close();
  server.close();
});

test('a file of authorities that is not there: nobody is trusted, and nothing else suffers', async () => {
  const options = { uri: 'ipps://127.0.0.1:1/', caFile: '/nowhere.pem', clock: systemClock, log: silentLog };
  const printer = createIppPagePrinter(options);
  printer.open();
  expect(await printer.print({ id: 'd1', pdf: pdfOf(1), copies: 1 })).toMatchObject({ ok: false });
  expect(printer.health()).toMatchObject({ state: 'offline', reason: 'not-trusted' });
  await printer.close();
});

test.each(['http://127.0.0.1/', 'ipp:', 'socket://printer:9100', 'printer'])('%s is no address of a printer', (uri) => {
  expect(() => createIppPagePrinter({ uri, clock: systemClock, log: silentLog })).toThrow('bad-printer-uri');
});
