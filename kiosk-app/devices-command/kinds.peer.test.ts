import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../foundation/clock.ts';
import { silentLog } from '../../foundation/log.ts';
import { startAusweisAppSimulator } from '../../simulators/eid/index.ts';
import { startPagePrinterSimulator } from '../../simulators/page-printer/index.ts';
import { startZvtSerialSimulator } from '../../simulators/payment/index.ts';
import { createPresenceSimulator } from '../../simulators/presence/index.ts';
import { simulateDaemon } from '../../simulators/smart-card/index.ts';
import { runDevices } from './command.ts';
import { DELAYS } from './delays.ts';
import { wordsOf } from './texts.ts';

/** The command with each kind of device that command.test.ts leaves out, at the other end of its real wire. */
const SAMPLE = join(import.meta.dirname, '../../config/sites/musterstadt.json');
const nothing = { payment: null, receiptPrinter: null, eid: null, scanner: null, codeReader: null };

let directory: string;
const opened: (() => unknown)[] = [];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'bt-kinds-'));
});
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
  rmSync(directory, { recursive: true, force: true });
});

async function testOf(device: string, devices: object): Promise<{ exitCode: number; report: unknown; text: string }> {
  const sample = JSON.parse(readFileSync(SAMPLE, 'utf8'));
  writeFileSync(join(directory, 'site.json'), JSON.stringify({ ...sample, devices: { ...nothing, ...devices } }));
  const surroundings = { demo: directory, clock: systemClock, log: silentLog };
  const delays = { ...DELAYS, turnGoodWithin: 200 };
  const common = { site: undefined, data: undefined, language: 'en', test: device, record: null } as const;
  const { exitCode, output } = await runDevices({ ...common, json: true }, { ...surroundings, delays });
  const { output: text } = await runDevices({ ...common, json: false }, { ...surroundings, delays });
  const report = JSON.parse(output);
  expect(untold(report)).toEqual([]);
  return { exitCode, report, text };
}

/** What a technician would read in the driver's own words. Names, versions and addresses are nobody's to translate. */
function untold(report: { steps: readonly { step: string; detail: string }[]; reason: string | null }): string[] {
  const { word } = wordsOf('de');
  const isWords = (text: string) => /^[a-z][a-z0-9 ,-]*$/.test(text);
  return [
    ...report.steps.map(({ step: name }) => name).filter((name) => word('check-step', name) === name),
    ...[report.reason ?? '', ...report.steps.map(({ detail }) => detail)].filter(
      (text) => isWords(text) && word('reason', text) === text,
    ),
  ];
}

const step = (name: string, outcome: string) => expect.objectContaining({ step: name, outcome });

test('eID client: connection, version and reader', async () => {
  const app = await startAusweisAppSimulator({ port: 0, clock: systemClock, log: silentLog });
  opened.push(() => app.close());
  const { exitCode, report, text } = await testOf('eid', { eid: { client: { kind: 'connect', url: app.url } } });
  expect(report).toMatchObject({ device: 'eid', state: 'ready', passed: true });
  expect(exitCode).toBe(0);
  expect(text).toContain('Result: PASSED');
});

test('eID client without a reader fails and says so', async () => {
  const app = await startAusweisAppSimulator({ port: 0, clock: systemClock, log: silentLog });
  opened.push(() => app.close());
  app.unplugReader();
  const { exitCode, report } = await testOf('eid', { eid: { client: { kind: 'connect', url: app.url } } });
  expect(report).toMatchObject({ passed: false, steps: expect.arrayContaining([step('reader', 'failed')]) });
  expect(exitCode).toBe(1);
});

test('payment terminal: somebody else on its port is told as such', async () => {
  const server = createServer((socket) => socket.on('error', () => {}).end('SSH-2.0-OpenSSH_9.2p1\r\n'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  opened.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  const payment = { protocol: 'zvt-tcp', host: '127.0.0.1', port, password: '000000' };
  const { exitCode, report, text } = await testOf('payment', { payment });
  expect(report).toMatchObject({ state: 'faulty', reason: 'not-zvt', passed: false });
  expect(text).toContain('something else answers there, no card device');
  expect(exitCode).toBe(1);
}, 60_000);

test('page printer: its state and its paper', async () => {
  const printer = await startPagePrinterSimulator({ port: 0, clock: systemClock });
  opened.push(() => printer.close());
  const { exitCode, report } = await testOf('page-printer', { pagePrinter: { protocol: 'ipp', uri: printer.uri } });
  expect(report).toMatchObject({ device: 'page-printer', state: 'ready', passed: true });
  expect(exitCode).toBe(0);
});

test('page printer out of paper fails at its state', async () => {
  const printer = await startPagePrinterSimulator({ port: 0, clock: systemClock });
  opened.push(() => printer.close());
  printer.removeMedia();
  const { exitCode, report } = await testOf('page-printer', { pagePrinter: { protocol: 'ipp', uri: printer.uri } });
  expect(report).toMatchObject({ state: 'faulty', reason: 'media-empty', passed: false });
  expect(exitCode).toBe(1);
});

test('smart-card reader: daemon and reader', async () => {
  const socket = join(directory, 'pcscd.comm');
  const daemon = await simulateDaemon(socket);
  opened.push(() => daemon.stop());
  const { exitCode, report } = await testOf('smart-card', { smartCard: { protocol: 'pcsc', socket } });
  expect(report).toMatchObject({ device: 'smart-card', state: 'ready', passed: true });
  expect(exitCode).toBe(0);
});

test('presence sensor: its channel and what it sees', async () => {
  const { directory: sensor } = createPresenceSimulator(join(directory, 'iio:device0'));
  const { exitCode, report } = await testOf('presence', {
    presence: { protocol: 'iio', directory: sensor, kind: 'proximity' },
  });
  expect(report).toMatchObject({
    state: 'ready',
    passed: true,
    steps: expect.arrayContaining([step('channel', 'passed')]),
  });
  expect(exitCode).toBe(0);
});

test('smart-card reader without a daemon fails', async () => {
  const socket = join(directory, 'nobody.comm');
  const { exitCode, report } = await testOf('smart-card', { smartCard: { protocol: 'pcsc', socket } });
  expect(report).toMatchObject({ state: 'offline', reason: 'no-service', passed: false });
  expect(exitCode).toBe(1);
});

test.each([
  ['keypad', { keypad: { path: 'ffff:ffff:1', keyMap: { '52': 'up' } } }],
  ['code-reader', { codeReader: { protocol: 'hid-pos', path: 'ffff:ffff:8c' } }],
])('%s that is not plugged in (HID) fails at its connection', async (device, devices) => {
  const { exitCode, report } = await testOf(device, devices);
  expect(report).toMatchObject({
    state: 'offline',
    passed: false,
    steps: expect.arrayContaining([step('connection', 'failed')]),
  });
  expect(exitCode).toBe(1);
});

test('a serial device whose file is missing fails at its connection', async () => {
  const codeReader = { protocol: 'serial', path: join(directory, 'nothing-here') };
  const { exitCode, report } = await testOf('code-reader', { codeReader });
  expect(report).toMatchObject({ state: 'offline', reason: 'no-such-port', passed: false });
  expect(exitCode).toBe(1);
});

const hasSocat = spawnSync('socat', ['-V']).status === 0;
if (!hasSocat && process.env.CI === 'true') throw new Error('socat is missing (Debian package socat)');
if (!hasSocat) test.skip('no socat here: serial devices not tested on pseudo-terminals', () => {});

describe.skipIf(!hasSocat)('on a pseudo-terminal pair', () => {
  let socat: ChildProcess;
  let ours: string;
  let theirs: string;
  beforeEach(async () => {
    [ours, theirs] = [join(directory, 'ours'), join(directory, 'theirs')];
    socat = spawn('socat', [`pty,raw,echo=0,link=${ours}`, `pty,raw,echo=0,link=${theirs}`], { stdio: 'ignore' });
    opened.push(() => socat.kill());
    while (!existsSync(ours) || !existsSync(theirs)) await new Promise((resolve) => setTimeout(resolve, 5));
  });

  test('payment terminal on a serial line passes', async () => {
    const simulator = await startZvtSerialSimulator({ path: theirs, clock: systemClock, log: silentLog, pace: 0 });
    opened.push(() => simulator.close());
    const payment = { protocol: 'zvt-serial', path: ours, baudRate: 115_200, password: '000000' };
    const { exitCode, report } = await testOf('payment', { payment });
    expect(report).toMatchObject({ protocol: 'zvt-serial', address: ours, passed: true });
    expect(exitCode).toBe(0);
  });

  test('code reader on a serial line passes', async () => {
    const { exitCode, report } = await testOf('code-reader', { codeReader: { protocol: 'serial', path: ours } });
    expect(report).toMatchObject({ protocol: 'code-reader-serial', state: 'ready', passed: true });
    expect(exitCode).toBe(0);
  });
});
