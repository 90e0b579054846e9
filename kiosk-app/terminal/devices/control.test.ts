import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Device, HealthCheckReport } from '../../../device-drivers/contract.ts';
import type { DeviceReport } from '../../../fleet-link/contract.ts';
import { systemClock } from '../../../foundation/clock.ts';
import { createLog, silentLog } from '../../../foundation/log.ts';
import { createPeer } from '../../../foundation/rpc/peer.ts';
import { lineTransport } from '../../../foundation/rpc/transports.ts';
import { CONTROL_SOCKET, controllingSide, controlSide } from '../../channel/control.ts';
import { startControl } from './control.ts';
import { DeviceTests, type DeviceTestsOptions } from './device-tests.ts';

const PASSED: HealthCheckReport = { passed: true, steps: [{ step: 'connection', outcome: 'passed', detail: 'ok' }] };
const ready = (kind: DeviceReport['kind']): DeviceReport => ({
  kind,
  state: 'ready',
  reason: null,
  model: null,
  firmware: null,
  seenAt: 1,
});

let directory: string;
const opened: (() => Promise<void>)[] = [];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'bt-control-'));
});
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
  rmSync(directory, { recursive: true, force: true });
});

const printer = (checkHealth: () => Promise<HealthCheckReport>): Device => ({
  kind: 'receipt-printer',
  open() {},
  close: async () => {},
  health: () => ready('receipt-printer'),
  onHealth: () => () => {},
  checkHealth,
  statistics: () => ({ ReceiptPrintedCount: 7 }),
});

async function control(change: Partial<DeviceTestsOptions> = {}) {
  const started = startControl({
    directory,
    reports: () => [ready('receipt-printer'), ready('scanner'), ready('smart-card')],
    tests: new DeviceTests({
      own: [null, printer(async () => PASSED)],
      attended: () => ({ checkHealth: async () => PASSED }),
      isIdle: () => true,
      ...change,
    }),
    clock: systemClock,
    log: silentLog,
  });
  opened.push(() => started.close());
  while (!existsSync(join(directory, CONTROL_SOCKET))) await new Promise((resolve) => setTimeout(resolve, 2));
  return dial();
}

function dial() {
  return createPeer({
    transport: lineTransport(connect(join(directory, CONTROL_SOCKET))),
    local: controllingSide,
    remote: controlSide,
    handlers: { methods: {}, notifications: {} },
    log: silentLog,
  });
}

test('lists every device with its health', async () => {
  const peer = await control();
  const { devices } = await peer.call('devices.list', {});
  expect(devices.map(({ kind, health }) => `${kind} ${health.state}`)).toEqual([
    'receipt-printer ready',
    'scanner ready',
    'smart-card ready',
  ]);
});

test('tests a device of its own, with what it counted', async () => {
  const peer = await control();
  expect(await peer.call('devices.test', { device: 'receipt-printer' })).toMatchObject({
    report: PASSED,
    statistics: { ReceiptPrintedCount: 7 },
  });
});

test('has a device behind the attended host tested there', async () => {
  const asked: string[] = [];
  const host = {
    checkHealth: async (kind: string) => {
      asked.push(kind);
      return PASSED;
    },
  };
  const peer = await control({ attended: () => host });
  expect(await peer.call('devices.test', { device: 'scanner' })).toMatchObject({ report: PASSED });
  expect(asked).toEqual(['scanner']);
});

test('nothing is tested under a citizen’s hands', async () => {
  let checks = 0;
  const counting = printer(async () => {
    checks++;
    return PASSED;
  });
  const peer = await control({ isIdle: () => false, own: [counting] });
  await expect(peer.call('devices.test', { device: 'receipt-printer' })).rejects.toMatchObject({
    reason: 'in-service',
  });
  expect(checks).toBe(0);
});

test('one test at a time', async () => {
  const checking = Promise.withResolvers<HealthCheckReport>();
  const peer = await control({ own: [printer(() => checking.promise)] });
  const first = peer.call('devices.test', { device: 'receipt-printer' });
  await expect(peer.call('devices.test', { device: 'scanner' })).rejects.toMatchObject({ reason: 'in-service' });
  checking.resolve(PASSED);
  expect((await first).report.passed).toBe(true);
});

test('a check that throws leaves the next test possible', async () => {
  const peer = await control({ own: [printer(() => Promise.reject(new TypeError('bug')))] });
  await expect(peer.call('devices.test', { device: 'receipt-printer' })).rejects.toMatchObject({
    reason: 'internal-error',
  });
  expect(await peer.call('devices.test', { device: 'scanner' })).toMatchObject({ report: PASSED });
});

test.each([
  ['payment', 'no-device'],
  ['smart-card', 'no-device'],
] as const)('%s, which this terminal does not drive: %s', async (device, reason) => {
  const peer = await control();
  await expect(peer.call('devices.test', { device })).rejects.toMatchObject({ reason });
});

test('no session stands yet: not ready', async () => {
  const peer = await control({ attended: () => null });
  await expect(peer.call('devices.test', { device: 'scanner' })).rejects.toMatchObject({ reason: 'not-ready' });
});

test('the socket is its owner’s only', async () => {
  await control();
  expect(statSync(join(directory, CONTROL_SOCKET)).mode & 0o777).toBe(0o600);
});

test('what a killed terminal left at its place does not keep the next from listening', async () => {
  writeFileSync(join(directory, CONTROL_SOCKET), '');
  const started = startControl({
    directory,
    reports: () => [],
    tests: new DeviceTests({ own: [], attended: () => null, isIdle: () => true }),
    clock: systemClock,
    log: silentLog,
  });
  opened.push(() => started.close());
  while (!statSync(join(directory, CONTROL_SOCKET)).isSocket()) await new Promise((resolve) => setTimeout(resolve, 2));
  expect(await dial().call('devices.list', {})).toEqual({ devices: [] });
});

test('a path too long for a socket: said, and the terminal goes on', async () => {
  const deep = join(directory, 'd'.repeat(100));
  mkdirSync(deep);
  const lines: string[] = [];
  const log = createLog((line) => lines.push(line), systemClock);
  const started = startControl({
    directory: deep,
    reports: () => [],
    tests: new DeviceTests({ own: [], attended: () => null, isIdle: () => true }),
    clock: systemClock,
    log,
  });
  await started.close();
  expect(lines.join('')).toMatch(/control\.unusable.*path-too-long/);
});
