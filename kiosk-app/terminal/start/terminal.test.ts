import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { CommandReport, DeliveredOrder } from '../../../fleet-link/commands.ts';
import { systemClock } from '../../../foundation/clock.ts';
import { createLog } from '../../../foundation/log.ts';
import { childEnvironment } from '../../../foundation/test-support/child-environment.ts';
import type { CommandDesk } from '../commands/command-desk.ts';
import { loadConfiguration } from '../configuration/config.ts';
import { DELAYS } from '../configuration/delays.ts';
import { openStore } from '../store/database.ts';
import { createJournal } from '../store/journal.ts';
import { ClockWatch } from '../store/keeping/clock-watch.ts';
import { Outbox } from '../store/outbox.ts';
import { feeFor } from '../test-support/books.ts';
import {
  FakePaymentTerminal,
  FakePortal,
  FakePrinter,
  noVersions,
  PAID,
  sealedSubmission,
  temporaryDirectory,
} from '../test-support/fakes.ts';
import { until } from '../test-support/processes.ts';
import { bridgeOf, stubShell } from '../test-support/stub-shell.ts';
import { prepareDataDirectory } from './data-directory.ts';
import { type RunningTerminal, startTerminal } from './terminal.ts';

const CONFIG = join(import.meta.dirname, '../../../config');
const SUPPORT = join(import.meta.dirname, '..', 'test-support');
const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

function directory(): string {
  const made = temporaryDirectory();
  cleanUps.push(() => made[Symbol.dispose]());
  return join(made.path, 'data');
}

async function terminalIn(path: string, payment = new FakePaymentTerminal()) {
  const loaded = loadConfiguration({
    siteFile: join(CONFIG, 'sites', 'musterstadt.json'),
    directory: CONFIG,
    environment: { BT_FIT_CONNECT_SECRET: 'x' },
  });
  if (!loaded.ok) throw new Error('sample configuration');
  const lines: string[] = [];
  const portal = new FakePortal();
  const printer = new FakePrinter();
  let commands: CommandDesk | null = null;
  const restarts: string[] = [];
  const codes: string[] = [];
  const terminal: RunningTerminal = await startTerminal({
    configuration: loaded.value,
    data: prepareDataDirectory(path),
    versions: noVersions(path),
    ownDevices: { payment, printer },
    portals: { portal, bills: null },
    clockWatch: new ClockWatch(systemClock, DELAYS),
    entries: { session: join(SUPPORT, 'fake-session.ts'), attended: join(SUPPORT, 'fake-attended.ts') },
    uiDirectory: '/nowhere',
    frameOrigins: [],
    environment: childEnvironment(),
    connectHub: (_board, _help, _usage, desk) => {
      commands = desk;
      const reenrol = async ({ code }: { readonly code: string }) => void codes.push(code);
      return { isConnected: () => true, listensAt: null, reenrol, close() {} };
    },
    restart: () => void restarts.push('terminal'),
    reboot: async () => void restarts.push('machine'),
    version: '0.1.0',
    delays: { ...DELAYS, nextSessionAfter: 50 },
    clock: systemClock,
    log: createLog((line) => lines.push(line), systemClock),
  });
  let isStopped = false;
  const stop = async () => {
    if (!isStopped) await terminal.stop();
    isStopped = true;
  };
  cleanUps.push(stop);
  const desk = commands as CommandDesk | null;
  if (!desk) throw new Error('no link to a hub');
  /** Gives a command and waits for its end. */
  const command = async (order: DeliveredOrder) => {
    const id = randomUUID();
    desk.take({ id, validForMs: 60_000, urgent: false, order });
    let end: CommandReport | null = null;
    await until(() => {
      const telling = desk.untold();
      if (telling) desk.told(telling);
      if (telling?.report.id === id && telling.report.state !== 'running') end = telling.report;
      return end !== null;
    });
    return end as CommandReport | null;
  };
  return { terminal, payment, portal, printer, restarts, codes, desk, command, lines, stop };
}

function shellIn(path: string, frameOrigin: string | null = null) {
  const shell = stubShell({ ...bridgeOf(path), frameOrigin });
  cleanUps.push(() => shell.close());
  return { shown: () => shell.orders.filter((order) => order.startsWith('show ')).map((order) => order.slice(5)) };
}

test('up: a shell finds it by its files, is shown a session, and devices reach that session', async () => {
  const path = directory();
  const { terminal } = await terminalIn(path);
  const { shown } = shellIn(path);
  await until(() => shown().length === 1);
  const devices = async () => (await fetch(new URL('/devices', shown()[0]))).json();
  await until(async () => (await devices()).scanner?.usable === true);
  expect(await devices()).toMatchObject({ payment: { usable: true }, eid: { usable: false } });
  expect(terminal.board.report()).toMatchObject({ step: 'attract', mode: 'in-service' });
});

test('commands of the hub are done by what the terminal can do already', async () => {
  const path = directory();
  const { printer, command, codes, terminal } = await terminalIn(path);
  const { shown } = shellIn(path);
  await until(() => shown().length === 1 && terminal.board.report().step === 'attract');
  expect(await command({ kind: 'test-receipt' })).toMatchObject({ state: 'succeeded' });
  expect(printer.printed).toHaveLength(1);
  expect(await command({ kind: 'restart-ui' })).toMatchObject({ state: 'succeeded', reason: null });
  await until(() => shown().length > 1);
  const result = { kind: 'checks', passed: true };
  expect(await command({ kind: 'device-health-check', device: 'receipt-printer' })).toMatchObject({ result });
  expect(await command({ kind: 'device-health-check', device: 'keypad' })).toMatchObject({ reason: 'no-device' });
  expect(await command({ kind: 'self-test' })).toMatchObject({ state: 'succeeded', result: { kind: 'checks' } });
  expect(await command({ kind: 'collect-logs', lastMs: 60_000, level: 'info' })).toMatchObject({ reason: 'no-lines' });
  expect(await command({ kind: 'screenshot' }), 'the stub has no picture').toMatchObject({ reason: 'empty' });
  const order = { kind: 're-enrol', code: 'ONCE', caFingerprint: 'ab'.repeat(32) } as const;
  expect(await command(order)).toMatchObject({ state: 'succeeded' });
  expect(codes).toEqual(['ONCE']);
});

test('a restart on command ends the process, and the next start tells that it was done', async () => {
  const path = directory();
  const before = await terminalIn(path);
  const id = randomUUID();
  await until(() => before.terminal.board.report().step === 'attract');
  before.desk.take({ id, validForMs: 60_000, urgent: false, order: { kind: 'restart-terminal' } });
  await until(() => before.restarts.length === 1);
  await before.stop();
  const { desk } = await terminalIn(path);
  expect(desk.untold()?.report).toMatchObject({ id, state: 'succeeded' });
});

test('every file is for the terminal’s own user only', async () => {
  const path = directory();
  await terminalIn(path);
  for (const name of ['', 'shell-token', 'runtime.json', 'terminal.db', 'run']) {
    expect(statSync(join(path, name)).mode & 0o077, name).toBe(0);
  }
});

test('a shell that frames is met by a session that lets itself be framed', async () => {
  const path = directory();
  const { lines } = await terminalIn(path);
  await until(() => lines.some((line) => line.includes('session.shown')));
  const { shown } = shellIn(path, 'http://127.0.0.1:7000');
  await until(() => lines.some((line) => line.includes('recycled')));
  const first = /session\.ready.*"port":(\d+)/.exec(lines.join(''))?.[1];
  await until(() => shown().some((url) => new URL(url).port !== first));
});

test('a second terminal on the same data is refused', async () => {
  const path = directory();
  await terminalIn(path);
  await expect(terminalIn(path)).rejects.toThrow('already-running');
});

test('stopped: nothing in the run directory, no lock, and it can be started again on the same port', async () => {
  const path = directory();
  const first = await terminalIn(path);
  await first.stop();
  expect(existsSync(join(path, 'run'))).toBe(false);
  const second = await terminalIn(path);
  expect(second.terminal.shellPort).toBe(first.terminal.shellPort);
});

test('killed while paying: started again it asks the device, releases what was paid, drops what was not', async () => {
  const path = directory();
  const before = await terminalIn(path);
  await before.stop();
  const db = openStore(join(path, 'terminal.db'));
  const outbox = new Outbox(db, systemClock);
  const paying = sealedSubmission();
  const held = sealedSubmission();
  outbox.hold(
    '0123456789abcdef',
    'bewohnerparkausweis',
    paying,
    feeFor({ cents: 3070, reference: 'MSRH01-0AAA-0001X' }),
  );
  outbox.hold('0123456789abcdef', 'hundesteuer-anmelden', held, null);
  outbox.movePayment(paying.packageId, ['due'], 'paying');
  const facts = { cents: 3070, reference: 'MSRH01-0AAA-0001X', before: { receiptNo: 11, trace: 33 } };
  createJournal(db, systemClock).intend('authorise', paying.packageId, facts);
  db.close();

  const payment = new FakePaymentTerminal();
  payment.onRecover = async () => PAID;
  const after = await terminalIn(path, payment);
  await until(() => after.portal.deliveries === 1);
  expect(after.payment.recovered).toHaveLength(1);
  expect(after.payment.asked).toHaveLength(0);
  await after.stop();
  const check = openStore(join(path, 'terminal.db'));
  const outcome = new Outbox(check, systemClock);
  expect(outcome.get(paying.packageId)?.state).toMatch(/submitted|accepted/);
  expect(outcome.get(held.packageId)).toBeNull();
  expect(createJournal(check, systemClock).verify().brokenAt).toBeNull();
  check.close();
});

test('killed while paying: whoever stands there sees what became of it', async () => {
  const path = directory();
  const before = await terminalIn(path);
  await before.stop();
  const db = openStore(join(path, 'terminal.db'));
  const outbox = new Outbox(db, systemClock);
  const { packageId, ...paying } = sealedSubmission();
  const fee = feeFor({ cents: 3070, reference: 'MSRH01-0AAA-0001X' });
  outbox.hold('0123456789abcdef', 'bewohnerparkausweis', { packageId, ...paying }, fee);
  outbox.movePayment(packageId, ['due'], 'paying');
  createJournal(db, systemClock).intend('authorise', packageId, { ...fee, before: { receiptNo: 11, trace: 33 } });
  db.close();

  const payment = new FakePaymentTerminal();
  payment.onRecover = async () => PAID;
  await terminalIn(path, payment);
  const shell = shellIn(path);
  await until(() => shell.shown().length === 1);
  const address = new URL('/interrupted', shell.shown()[0] ?? '');
  const told = async () => JSON.parse(await (await fetch(address)).text());
  await until(async () => (await told())?.delivery?.kind === 'accepted');
  expect(await told()).toMatchObject({ packageId, ...fee, outcome: 'paid', receiptPrinted: false });
});

test('the log holds closed words only', async () => {
  const path = directory();
  const { lines, stop } = await terminalIn(path);
  await until(() => lines.some((line) => line.includes('session.shown')));
  await stop();
  for (const line of lines) {
    for (const value of Object.values(JSON.parse(line))) {
      if (typeof value === 'string') expect(value).toMatch(/^[\w.:+#@/-]+$/);
    }
  }
  expect(readdirSync(path)).not.toContain('core');
  expect(readFileSync(join(path, 'runtime.json'), 'utf8')).toContain('shellPort');
});
