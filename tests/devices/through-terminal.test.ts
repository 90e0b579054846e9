import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Device } from '../../device-drivers/contract.ts';
import { createEscPosPrinter } from '../../device-drivers/receipt-printer/index.ts';
import { systemClock } from '../../foundation/clock.ts';
import { silentLog } from '../../foundation/log.ts';
import { runDevices } from '../../kiosk-app/devices-command/command.ts';
import { DELAYS } from '../../kiosk-app/devices-command/delays.ts';
import { startControl } from '../../kiosk-app/terminal/devices/control.ts';
import { DeviceTests } from '../../kiosk-app/terminal/devices/device-tests.ts';
import { lockDirectory } from '../../kiosk-app/terminal/store/database.ts';
import { startEscPosSimulator } from '../../simulators/receipt-printer/index.ts';

/** `npm run devices` beside a running terminal: the terminal's lock, its control socket, its driver, a real wire. */
const SAMPLE = join(import.meta.dirname, '../../config/sites/musterstadt.json');
let directory: string;
const opened: (() => unknown)[] = [];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'bt-through-'));
});
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
  rmSync(directory, { recursive: true, force: true });
});

async function runningTerminal(isIdle = () => true) {
  const simulator = await startEscPosSimulator({ port: 0, clock: systemClock, log: silentLog, paperWidth: 80 });
  opened.push(() => simulator.close());
  const address = { host: '127.0.0.1', port: simulator.port, paperWidth: 80 } as const;
  const sample = JSON.parse(readFileSync(SAMPLE, 'utf8'));
  const devices = { payment: null, eid: null, scanner: null, codeReader: null };
  const receiptPrinter = { protocol: 'escpos-tcp', ...address };
  writeFileSync(join(directory, 'site.json'), JSON.stringify({ ...sample, devices: { ...devices, receiptPrinter } }));
  const data = join(directory, 'terminal');
  mkdirSync(data, { mode: 0o700 });
  const lock = lockDirectory(join(data, 'lock.db'));
  opened.push(() => lock.release());
  const printer: Device = createEscPosPrinter({ ...address, clock: systemClock, log: silentLog });
  opened.push(() => printer.close());
  const ready = Promise.withResolvers<void>();
  printer.onHealth(({ state, model }) => {
    if (state === 'ready' && model !== null) ready.resolve();
  });
  printer.open();
  await ready.promise;
  const control = startControl({
    directory: data,
    reports: () => [{ kind: 'receipt-printer', ...printer.health() }],
    tests: new DeviceTests({ own: [printer], attended: () => null, isIdle }),
    clock: systemClock,
    log: silentLog,
  });
  opened.push(() => control.close());
  while (!existsSync(join(data, 'control.sock'))) await new Promise((resolve) => setTimeout(resolve, 2));
  return { simulator, printer };
}

const run = (request: { test?: string; json?: boolean; record?: string } = {}) =>
  runDevices(
    { site: undefined, data: undefined, language: 'en', json: false, test: null, record: null, ...request },
    { demo: directory, clock: systemClock, log: silentLog, delays: DELAYS },
  );

test('the device is tested by the terminal that has it: the same report, one slip, and it stays in service', async () => {
  const { simulator, printer } = await runningTerminal();
  const { exitCode, output } = await run({ test: 'receipt-printer' });
  expect(output).toMatch(/Test report[\s\S]*TM-T88VII[\s\S]*Result: PASSED/);
  expect(exitCode).toBe(0);
  await simulator.settled();
  expect(simulator.papers()).toHaveLength(1);
  expect(printer.health().state).toBe('ready');
});

test('a fault the terminal’s driver finds fails the test', async () => {
  const { simulator } = await runningTerminal();
  simulator.openCover();
  const { exitCode, output } = await run({ test: 'receipt-printer', json: true });
  expect(JSON.parse(output)).toMatchObject({ state: 'faulty', reason: 'cover-open', passed: false });
  expect(exitCode).toBe(1);
});

test('somebody is being served: exit 3, said in words, and no slip of paper', async () => {
  const { simulator } = await runningTerminal(() => false);
  const { exitCode, notice } = await run({ test: 'receipt-printer' });
  expect({ exitCode, notice }).toMatchObject({ exitCode: 3, notice: expect.stringContaining('being served') });
  expect(simulator.papers()).toEqual([]);
});

test('the list is what the terminal says now, model and all', async () => {
  await runningTerminal();
  const { exitCode, output } = await run({ json: true });
  expect(JSON.parse(output)).toMatchObject({
    source: 'terminal',
    devices: [{ device: 'receipt-printer', state: 'ready', model: 'EPSON TM-T88VII' }],
  });
  expect(exitCode).toBe(0);
});

test('a test through the terminal is not recorded, and says so', async () => {
  await runningTerminal();
  const { notice } = await run({ test: 'receipt-printer', record: join(directory, 'recordings') });
  expect(notice).toContain('Not recorded');
  expect(existsSync(join(directory, 'recordings'))).toBe(false);
});
