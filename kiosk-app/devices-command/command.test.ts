import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type SiteDefinition, SiteDefinition as SiteSchema } from '../../config/schema/site.ts';
import { configuredDevices } from '../../device-drivers/registry.ts';
import { systemClock } from '../../foundation/clock.ts';
import { silentLog } from '../../foundation/log.ts';
import { startCodeReaderSimulator } from '../../simulators/code-reader/index.ts';
import { startZvtSimulator } from '../../simulators/payment/index.ts';
import { startEscPosSimulator } from '../../simulators/receipt-printer/index.ts';
import { lockDirectory } from '../terminal/store/database.ts';
import { type Request, runDevices } from './command.ts';
import { DELAYS } from './delays.ts';

const PASSWORD = '471147';
const SAMPLE = join(import.meta.dirname, '../../config/sites/musterstadt.json');
const nothing = { payment: null, receiptPrinter: null, eid: null, scanner: null, codeReader: null };
const surroundings = { clock: systemClock, log: silentLog, delays: { ...DELAYS, turnGoodWithin: 300 } };

let directory: string;
const opened: (() => Promise<void>)[] = [];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'bt-devices-test-'));
});
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
  rmSync(directory, { recursive: true, force: true });
});

function siteWith(devices: object): void {
  const sample = JSON.parse(readFileSync(SAMPLE, 'utf8'));
  writeFileSync(join(directory, 'site.json'), JSON.stringify({ ...sample, devices: { ...nothing, ...devices } }));
}

const run = (request: Partial<Request> = {}) =>
  runDevices(
    { site: undefined, data: undefined, language: 'de', json: false, test: null, record: null, ...request },
    { ...surroundings, demo: directory },
  );

async function paymentAt(): Promise<NonNullable<SiteDefinition['devices']['payment']>> {
  const common = { clock: systemClock, log: silentLog, pace: 0, port: 0 };
  const simulator = await startZvtSimulator({ ...common, password: PASSWORD });
  opened.push(() => simulator.close());
  return SiteSchema.shape.devices.shape.payment
    .unwrap()
    .parse({ protocol: 'zvt-tcp', host: '127.0.0.1', port: simulator.port, password: PASSWORD });
}

async function printerAt() {
  const simulator = await startEscPosSimulator({ port: 0, clock: systemClock, log: silentLog, paperWidth: 80 });
  opened.push(() => simulator.close());
  return { simulator, config: { protocol: 'escpos-tcp', host: '127.0.0.1', port: simulator.port, paperWidth: 80 } };
}

const aRunningTerminal = (log: readonly object[]): string => {
  const data = join(directory, 'terminal');
  mkdirSync(join(data, 'logs'), { recursive: true });
  const lock = lockDirectory(join(data, 'lock.db'));
  opened.push(async () => lock.release());
  writeFileSync(join(data, 'logs/terminal.log'), log.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return data;
};

test('lists what is configured with its health, as JSON', async () => {
  const reader = await startCodeReaderSimulator({ port: 0 });
  opened.push(() => reader.close());
  siteWith({ payment: await paymentAt(), codeReader: { protocol: 'tcp', path: `127.0.0.1:${reader.port}` } });
  const { exitCode, output } = await run({ json: true });
  expect(JSON.parse(output)).toMatchObject({
    terminal: 'MS-RH-01',
    source: 'devices',
    devices: [
      { device: 'payment', protocol: 'zvt-tcp', state: 'ready', reason: null },
      { device: 'code-reader', protocol: 'code-reader-tcp', state: 'ready' },
    ],
  });
  expect(exitCode).toBe(0);
});

test('a device that does not answer: exit 1, and the list says which', async () => {
  siteWith({ codeReader: { protocol: 'tcp', path: '127.0.0.1:1' } });
  const { exitCode, output } = await run();
  expect(exitCode).toBe(1);
  expect(output).toMatch(/Codeleser +keine Antwort +nicht erreichbar – +127\.0\.0\.1:1/);
});

test('a health check passes: a report in German to be signed, no line wider than 80 columns', async () => {
  siteWith({ payment: await paymentAt() });
  const { exitCode, output } = await run({ test: 'payment' });
  expect(exitCode).toBe(0);
  expect(output).toMatch(/Prüfbericht[\s\S]*Kartenzahlungsgerät[\s\S]*Diagnose[\s\S]*BESTANDEN[\s\S]*Unterschrift/);
  expect(Math.max(...output.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
});

test('the report in English', async () => {
  siteWith({ payment: await paymentAt() });
  expect((await run({ test: 'payment', language: 'en' })).output).toMatch(/Test report[\s\S]*Result: PASSED/);
});

test('a health check fails: exit 1, the failed step is named', async () => {
  const { simulator, config } = await printerAt();
  simulator.openCover();
  siteWith({ receiptPrinter: config });
  const { exitCode, output } = await run({ test: 'receipt-printer', json: true });
  expect(exitCode).toBe(1);
  expect(JSON.parse(output)).toMatchObject({
    passed: false,
    steps: expect.arrayContaining([{ step: 'cover', outcome: 'failed', detail: 'open' }]),
  });
});

test('a test can be recorded, without the password', async () => {
  siteWith({ payment: await paymentAt() });
  const record = join(directory, 'recordings');
  const { notice } = await run({ test: 'payment', record });
  const [file = ''] = readdirSync(record);
  expect(notice).toContain(file);
  expect(readFileSync(join(record, file), 'utf8')).toMatch(/"protocol":"zvt-tcp"[\s\S]*"sent","hex":"0600..000000/);
});

test('no output holds the password of the payment terminal', async () => {
  siteWith({ payment: await paymentAt() });
  for (const request of [{}, { json: true }, { test: 'payment' }, { test: 'payment', json: true }]) {
    expect((await run(request)).output).not.toContain(PASSWORD);
  }
});

test('while the terminal runs a test refuses the device instead of fighting for it', async () => {
  const data = aRunningTerminal([]);
  siteWith({ payment: await paymentAt() });
  const { exitCode, output, notice } = await run({ test: 'payment' });
  expect({ exitCode, output }).toEqual({ exitCode: 3, output: '' });
  expect(notice).toContain(data);
  expect(JSON.parse((await run({ test: 'payment', json: true })).output)).toMatchObject({
    reason: 'in-use-by-terminal',
  });
});

test('while the terminal runs the list tells what it last said since its start', async () => {
  const at = '2026-11-21T09:00:00.000Z';
  const health = { at, event: 'device.health' };
  aRunningTerminal([
    { ...health, device: 'receipt-printer', state: 'ready', reason: 'none' },
    { at, event: 'terminal.started' },
    { ...health, device: 'payment', state: 'ready', reason: 'none' },
    { ...health, device: 'payment', state: 'offline', reason: 'unreachable' },
  ]);
  const { config } = await printerAt();
  siteWith({ payment: await paymentAt(), receiptPrinter: config });
  const { exitCode, output } = await run({ json: true });
  expect(JSON.parse(output)).toMatchObject({
    source: 'terminal',
    devices: [
      { device: 'payment', state: 'offline', reason: 'unreachable' },
      { device: 'receipt-printer', state: null },
    ],
  });
  expect(exitCode).toBe(1);
});

test('while a test runs the terminal cannot start', async () => {
  const { config } = await printerAt();
  siteWith({ receiptPrinter: config });
  mkdirSync(join(directory, 'terminal'));
  const lock = join(directory, 'terminal/lock.db');
  lockDirectory(lock).release();
  const running = run({ test: 'receipt-printer' });
  await Promise.resolve();
  expect(() => lockDirectory(lock)).toThrow('already-running');
  expect((await running).notice).toBeNull();
  lockDirectory(lock).release();
});

test('no site file and no demo: says so', async () => {
  const { exitCode, notice } = await run();
  expect({ exitCode, notice }).toMatchObject({ exitCode: 2, notice: expect.stringContaining('--site') });
});

test('a site file that is not valid: says where', async () => {
  siteWith({ codeReader: { protocol: 'pigeon', path: '' } });
  const { exitCode, notice } = await run();
  expect({ exitCode, notice }).toMatchObject({ exitCode: 2, notice: expect.stringContaining('devices.codeReader') });
});

test('a device the site does not have', async () => {
  siteWith({ payment: await paymentAt() });
  const { exitCode, notice } = await run({ test: 'scanner' });
  expect({ exitCode, notice }).toMatchObject({ exitCode: 2, notice: expect.stringContaining('payment') });
});

test('a setting the driver refuses is a fault of the device, not a crash', async () => {
  siteWith({ payment: { ...(await paymentAt()), deviations: ['no-such-thing'] } });
  const { exitCode, output } = await run({ test: 'payment', json: true });
  expect(exitCode).toBe(1);
  expect(JSON.parse(output)).toMatchObject({ steps: [{ step: 'configuration', detail: 'unknown-deviation' }] });
});

test('every device a site file may name is one the command knows', () => {
  const sample = JSON.parse(readFileSync(SAMPLE, 'utf8'));
  const site = SiteSchema.parse({
    ...sample,
    devices: {
      ...sample.devices,
      keypad: { path: '1eab:0022:01', keyMap: {} },
      smartCard: { protocol: 'pcsc' },
      pagePrinter: { protocol: 'ipp', uri: 'ipp://127.0.0.1:631/ipp/print' },
    },
  });
  const configured = Object.values(site.devices).filter((device) => device !== null);
  expect(configuredDevices(site.devices)).toHaveLength(configured.length);
});
