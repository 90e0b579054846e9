import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { SimulatedClock, systemClock } from '../../foundation/clock.ts';
import { isAlive } from '../../foundation/is-alive.ts';
import { createLog, silentLog } from '../../foundation/log.ts';
import { childEnvironment } from '../../foundation/test-support/child-environment.ts';
import { DELAYS } from '../../kiosk-app/terminal/configuration/delays.ts';
import { DeviceTurn } from '../../kiosk-app/terminal/money/device-turn.ts';
import { PaymentDesk } from '../../kiosk-app/terminal/money/payment.ts';
import { noteUnsolicited } from '../../kiosk-app/terminal/money/unsolicited-reports.ts';
import { DriverProcess } from '../../kiosk-app/terminal/processes/driver-process.ts';
import { keptStatistics } from '../../kiosk-app/terminal/processes/kept-statistics.ts';
import { supervisedPayment } from '../../kiosk-app/terminal/processes/supervised-payment.ts';
import { supervisedPrinter } from '../../kiosk-app/terminal/processes/supervised-printer.ts';
import { openBooks } from '../../kiosk-app/terminal/test-support/books.ts';
import { temporaryDirectory } from '../../kiosk-app/terminal/test-support/fakes.ts';
import { until } from '../../kiosk-app/terminal/test-support/processes.ts';
import { startZvtSimulator } from '../../simulators/payment/index.ts';
import { startEscPosSimulator } from '../../simulators/receipt-printer/index.ts';

/** Real driver processes on real simulators: what the terminal has of a driver that crashes or hangs. */
const ENTRY = join(import.meta.dirname, '../../kiosk-app/device-processes/driver/test-support/faulty-process.ts');
const SOON = { ...DELAYS, driverPingEvery: 200, driverPingWithin: 1_000, driverRestartFirst: 50 };
const SLIP = { id: 'slip-1', blocks: [{ type: 'text', text: 'Quittung' }] } as const;

/** The books' clock for tests on real processes. */
class RealTime extends SimulatedClock {
  override now(): number {
    return systemClock.now();
  }
}

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

type Device = Pick<ConstructorParameters<typeof DriverProcess>[0], 'kind' | 'devices'>;
type Fault = 'before-commit' | 'after-commit' | 'recovering' | 'checking' | 'before-print' | 'after-print';

function processFor(
  device: Device,
  fault: `${Fault}-${'crash' | 'hang'}` | null,
  delays = SOON,
  directory = temporaryDirectory(),
) {
  const lines: string[] = [];
  const failed = join(directory.path, 'once');
  const driver = new DriverProcess({
    ...device,
    entry: ENTRY,
    cwd: directory.path,
    kept: keptStatistics(directory.path, device.kind),
    environment: { ...childEnvironment(), BT_TEST_ONCE: failed, ...(fault && { BT_TEST_FAULT: fault }) },
    delays,
    clock: systemClock,
    log: createLog((line) => lines.push(line), systemClock),
  });
  cleanUps.push(async () => {
    await driver.close();
    directory[Symbol.dispose]();
  });
  const pids = new Set<number>();
  driver.onHealth(() => {
    if (driver.pid !== null) pids.add(driver.pid);
  });
  return { driver, lines, pids, hasFailed: () => existsSync(failed) };
}

async function counter(fault: Parameters<typeof processFor>[1], change: Partial<typeof DELAYS> = {}) {
  const simulator = await startZvtSimulator({ port: 0, clock: systemClock, log: silentLog, pace: 0 });
  cleanUps.push(() => simulator.close());
  simulator.onChange(() => {
    if (simulator.state().waitingFor === 'card') simulator.tapCard('approved');
  });
  const delays = { ...SOON, ...change };
  const started = processFor(
    {
      kind: 'payment',
      devices: {
        payment: {
          protocol: 'zvt-tcp',
          host: '127.0.0.1',
          port: simulator.port,
          callback: null,
          password: '000000',
          deviations: [],
          endOfDayAt: null,
          timeZone: 'Europe/Berlin',
        },
      },
    },
    fault,
    delays,
  );
  const device = supervisedPayment(started.driver, delays);
  // The device's clock is compared with the intent's: both must be real.
  const books = openBooks(new RealTime());
  const desk = new PaymentDesk({
    ...books,
    clock: systemClock,
    device,
    delays,
    turn: new DeviceTurn(),
    onPaid: () => {},
    onSettled: () => {},
  });
  cleanUps.push(() => books[Symbol.dispose]());
  device.open();
  await until(() => device.health().state === 'ready');
  return { ...started, simulator, device, books, desk };
}

async function printerDesk(fault: Parameters<typeof processFor>[1], change: Partial<typeof DELAYS> = {}) {
  const simulator = await startEscPosSimulator({ port: 0, clock: systemClock, log: silentLog, paperWidth: 80 });
  cleanUps.push(() => simulator.close());
  const delays = { ...SOON, ...change };
  const address = { host: '127.0.0.1', port: simulator.port };
  const receiptPrinter = {
    protocol: 'escpos-tcp',
    ...address,
    paperWidth: 80,
    codePage: 'windows1252',
    rollMetres: 80,
  } as const;
  const start = (directory = temporaryDirectory()) => {
    const printer = { kind: 'receipt-printer', devices: { receiptPrinter } } as const;
    return { directory, ...processFor(printer, fault, delays, directory) };
  };
  const started = start();
  const device = supervisedPrinter(started.driver, delays);
  device.open();
  await until(() => device.health().state === 'ready');
  return { ...started, start, simulator, device };
}

const quiet = () => {};
const booked = (c: Awaited<ReturnType<typeof counter>>) =>
  c.simulator.ledger().filter(({ kind }) => kind === 'authorisation');

test('a payment through the driver process: paid once, and its evidence stands in the journal', async () => {
  const c = await counter(null);
  const packageId = c.books.hold();
  const phases: string[] = [];
  expect(await c.desk.pay(packageId, ({ phase }) => phases.push(phase))).toMatchObject({ kind: 'paid' });
  expect(phases).toContain('insert-card');
  expect(c.books.journal.lastOutcome('authorise', packageId)?.record?.amount).toBe(3070);
  expect(c.device.lastReceipt().receiptNo).toBe(booked(c)[0]?.receiptNo);
  expect(c.device.statistics()).toMatchObject({ AuthorizeApprovedCount: 1 });
});

test('crashed while idle: offline with its reason at once, then the same device is usable again', async () => {
  const c = await counter(null);
  const seen: (string | null)[] = [];
  c.device.onHealth(({ state, reason }) => seen.push(`${state} ${reason}`));
  process.kill(c.driver.pid ?? 0, 'SIGKILL');
  await until(() => seen.includes('offline driver-crashed'));
  await until(() => c.device.health().state === 'ready');
  expect(await c.desk.pay(c.books.hold(), quiet)).toMatchObject({ kind: 'paid' });
});

test('while there is no driver nothing is sent: not paid, and no recovery is needed', async () => {
  const c = await counter(null, { driverRestartFirst: 60_000, driverRestartAtMost: 60_000 });
  process.kill(c.driver.pid ?? 0, 'SIGKILL');
  await until(() => c.device.health().state === 'offline');
  expect(await c.desk.pay(c.books.hold(), quiet)).toMatchObject({ kind: 'not-paid', reason: 'offline' });
  expect(await c.device.checkHealth()).toMatchObject({ passed: false, steps: [{ step: 'driver' }] });
  expect(booked(c)).toHaveLength(0);
});

test.each(['before-commit-crash', 'after-commit-crash', 'before-commit-hang', 'after-commit-hang'] as const)(
  'a payment whose driver fails at %s is found paid by the next driver, and charged once',
  async (fault) => {
    const c = await counter(fault);
    const packageId = c.books.hold();
    const answer = await c.desk.pay(packageId, quiet);
    expect(answer).toMatchObject({ kind: 'paid' });
    expect(c.hasFailed()).toBe(true);
    expect(booked(c)).toHaveLength(1);
    expect(c.pids.size).toBe(2);
    expect(c.books.outbox.get(packageId)?.state).toBe('released');
    expect(c.books.journal.verify().brokenAt).toBeNull();
    await until(() => c.device.health().state === 'ready');
  },
);

test('a driver that crashes while it is asked about a payment: its successor is asked, and nothing is charged', async () => {
  const c = await counter('recovering-crash');
  const packageId = c.books.hold();
  c.books.outbox.movePayment(packageId, ['due'], 'paying');
  const facts = { cents: 3070, reference: 'MSRH01-0AAA-0001X', before: c.device.lastReceipt() };
  c.books.journal.intend('authorise', packageId, facts);
  await c.desk.settleOpen(DELAYS.recoveryDeviceWithin);
  expect(c.hasFailed()).toBe(true);
  expect(c.books.journal.open('authorise')).toHaveLength(0);
  expect(booked(c)).toHaveLength(0);
});

test('a driver whose event loop stands still is killed and replaced', async () => {
  const c = await counter(null);
  const hung = c.driver.pid ?? 0;
  process.kill(hung, 'SIGSTOP');
  await until(() => c.device.health().reason === 'driver-hung');
  await until(() => c.device.health().state === 'ready');
  expect(isAlive(hung)).toBe(false);
  expect(c.lines.join('')).toContain('"driver.gone","device":"payment","reason":"driver-hung"');
});

test('a payment at the device’s own keys goes through the driver process into the journal before it is acknowledged', async () => {
  const c = await counter(null);
  c.device.onUnsolicited(noteUnsolicited(c.books));
  expect(await c.simulator.actByItself({ kind: 'payment', amount: 700 })).toBe(true);
  expect(booked(c)).toMatchObject([{ amount: 700, acknowledged: true }]);
  expect(c.books.journal.lastOutcome('foreign', 'foreign')).toEqual({ result: 'noted' });
});

test('a driver that never comes up is tried again with growing waits', async () => {
  const c = await counter(null, { driverRestartFirst: 20, driverRestartAtMost: 80 });
  const kills = () => c.lines.filter((line) => line.includes('driver.gone'));
  for (let n = 1; n <= 4; n++) {
    await until(() => c.driver.pid !== null);
    process.kill(c.driver.pid ?? 0, 'SIGKILL');
    await until(() => kills().length === n);
  }
  expect(kills().map((line) => JSON.parse(line).restartIn)).toEqual([20, 40, 80, 80]);
});

test('closed: its process is gone, and it is not started again', async () => {
  const c = await counter(null);
  const pid = c.driver.pid ?? 0;
  await c.device.close();
  expect(isAlive(pid)).toBe(false);
  expect(c.device.health().state).toBe('closed');
});

test('a receipt through the driver process is out when it says so', async () => {
  const c = await printerDesk(null);
  expect(await c.device.print(SLIP)).toEqual({ ok: true, value: { printed: true } });
  await until(() => c.simulator.papers().length === 1);
});

test.each(['before-print-crash', 'after-print-crash', 'before-print-hang'] as const)(
  'a receipt whose driver fails at %s is not confirmed, and the printer is usable again',
  async (fault) => {
    const c = await printerDesk(fault, { driverPingEvery: 100 });
    expect(await c.device.print(SLIP)).toEqual({ ok: false, error: { reason: 'not-confirmed', partial: true } });
    await until(() => c.device.health().state === 'ready');
    expect((await c.device.print(SLIP)).ok).toBe(true);
  },
);

test('a health check whose driver crashes says so, and does not hang', async () => {
  const c = await printerDesk('checking-crash');
  expect(await c.device.checkHealth()).toEqual({
    passed: false,
    steps: [{ step: 'driver', outcome: 'failed', detail: 'driver-crashed' }],
  });
});

test('the terminal was killed: its driver process leaves at once, so that the next one finds the device free', async () => {
  const child = fork(join(import.meta.dirname, '../../kiosk-app/device-processes/driver/main.ts'), [], {
    execArgv: [],
  });
  const exited = once(child, 'exit');
  child.disconnect();
  expect(await exited).toEqual([1, null]);
});

test('paper is counted on over a restart of the terminal, and from zero once a new roll is in', async () => {
  const p = await printerDesk(null);
  const paper = (device: { statistics(): Readonly<Record<string, number>> }) => {
    const { PaperUsedMillimetres, PaperUsedOnRollMillimetres } = device.statistics();
    return [PaperUsedMillimetres ?? 0, PaperUsedOnRollMillimetres ?? 0] as const;
  };
  expect(await p.device.print(SLIP)).toMatchObject({ ok: true });
  const [total, onRoll] = paper(p.device);
  expect([total > 0, onRoll]).toEqual([true, total]);
  await p.device.close();

  const again = supervisedPrinter(p.start(p.directory).driver, SOON);
  again.open();
  await until(() => again.health().state === 'ready');
  expect(paper(again)).toEqual([total, total]);
  p.simulator.pullPaper();
  await until(() => again.health().reason === 'paper-out');
  p.simulator.loadPaper();
  await until(() => again.health().state === 'ready');
  await until(() => paper(again)[1] === 0);
  expect(paper(again)).toEqual([total, 0]);
});
