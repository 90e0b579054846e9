import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { systemClock } from '../../foundation/clock.ts';
import { silentLog } from '../../foundation/log.ts';
import { freePort } from '../../simulators/free-port.ts';
import { startZvtSimulator, type ZvtSimulator } from '../../simulators/payment/index.ts';
import { inService, tapWhenAsked, until } from '../../simulators/payment/test-support/real-time.ts';
import { createZvtPaymentTerminal, type ZvtPaymentTerminal } from './index.ts';
import { connectTcp } from './transport/tcp-channel.ts';

const hooks = { onProgress: () => {}, commit: async () => {} };
const opened: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

async function startSimulator(options: { port?: number; ledgerFile?: string } = {}): Promise<ZvtSimulator> {
  const simulator = await startZvtSimulator({ port: 0, clock: systemClock, log: silentLog, pace: 0, ...options });
  opened.push(() => simulator.close());
  return simulator;
}

function startTerminal(
  port: number,
  callback: { address: string; port: number } | null = null,
  delays: { reconnectFirst: number; reconnectMost: number } = { reconnectFirst: 20, reconnectMost: 100 },
): ZvtPaymentTerminal {
  const terminal = createZvtPaymentTerminal({
    host: '127.0.0.1',
    port,
    password: '000000',
    clock: systemClock,
    log: silentLog,
    callback,
    delays,
  });
  opened.push(() => terminal.close());
  return terminal;
}

test('payment, lost connection, reversal, end of day over a real socket', async () => {
  const simulator = await startSimulator();
  const terminal = startTerminal(simulator.port);
  await inService(terminal);
  tapWhenAsked(simulator, 'approved');
  const first = await terminal.authorise({ intentId: 'a', amount: 3070 }, hooks);
  expect(first).toMatchObject({ kind: 'paid' });
  simulator.behave({ kind: 'cut-after-status', times: 1 });
  expect(await terminal.authorise({ intentId: 'b', amount: 250 }, hooks)).toMatchObject({ kind: 'paid' });
  if (first.kind === 'paid') expect(await terminal.reverse(first.record, hooks)).toMatchObject({ kind: 'reversed' });
  expect(await terminal.endOfDay(hooks)).toMatchObject({ ok: true, value: { count: 1, total: 250 } });
  expect(simulator.ledger()).toMatchObject([{ reversed: true }, { acknowledged: false }, { kind: 'reversal' }]);
});

test('fragmented to single bytes by the network', async () => {
  const simulator = await startSimulator();
  simulator.behave({ kind: 'fragment' });
  const terminal = startTerminal(simulator.port);
  await inService(terminal);
  tapWhenAsked(simulator, 'approved');
  expect(await terminal.authorise({ intentId: 'a', amount: 3070 }, hooks)).toMatchObject({ kind: 'paid' });
});

test('cable pulled: offline; plugged: ready', async () => {
  const simulator = await startSimulator();
  const terminal = startTerminal(simulator.port);
  await inService(terminal);
  await simulator.pullCable();
  await until(() => terminal.health().state === 'offline');
  expect(simulator.state()).toMatchObject({ cablePulled: true, connected: false });
  await simulator.plugCable();
  await until(() => terminal.health().state === 'ready');
});

test('the terminal’s memory survives its restart, so a payment lost with it is found', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'zvt-'));
  opened.push(async () => rmSync(directory, { recursive: true }));
  const ledgerFile = join(directory, 'ledger.json');
  const simulator = await startSimulator({ ledgerFile });
  const terminal = startTerminal(simulator.port);
  await inService(terminal);
  tapWhenAsked(simulator, 'approved');
  simulator.behave({ kind: 'stall-before-completion', times: 1 });
  const paying = terminal.authorise({ intentId: 'a', amount: 3070 }, hooks);
  await until(() => simulator.ledger()[0]?.acknowledged === true);
  await simulator.close();
  await startSimulator({ port: simulator.port, ledgerFile });
  expect(await paying).toMatchObject({ kind: 'paid', record: { receiptNo: 1 } });
});

test('a port in use is refused by name', async () => {
  const simulator = await startSimulator();
  await expect(startSimulator({ port: simulator.port })).rejects.toThrow('port-unusable: EADDRINUSE');
});

test('the device opens a connection of its own: its payment is written down and acknowledged', async () => {
  const port = await freePort();
  const simulator = await startZvtSimulator({
    port: 0,
    clock: systemClock,
    log: silentLog,
    pace: 0,
    callbackPort: port,
  });
  opened.push(() => simulator.close());
  const heard: string[] = [];
  const terminal = startTerminal(simulator.port, { address: '127.0.0.1', port });
  terminal.onUnsolicited(async ({ kind }) => {
    heard.push(kind);
  });
  await inService(terminal);
  expect(await simulator.actByItself({ kind: 'payment', amount: 700 }, 'callback')).toBe(true);
  expect(heard).toEqual(['status', 'receipt']);
  expect(simulator.ledger()).toMatchObject([{ amount: 700, acknowledged: true }]);
});

test('a call of the device wakes the driver that waits before dialling again', async () => {
  const port = await freePort();
  const simulator = await startZvtSimulator({
    port: 0,
    clock: systemClock,
    log: silentLog,
    pace: 0,
    callbackPort: port,
  });
  opened.push(() => simulator.close());
  await simulator.pullCable();
  const aMinute = { reconnectFirst: 60_000, reconnectMost: 60_000 };
  const terminal = startTerminal(simulator.port, { address: '127.0.0.1', port }, aMinute);
  terminal.onUnsolicited(async () => {});
  terminal.open();
  await until(() => terminal.health().state === 'offline');
  await simulator.plugCable();
  await simulator.actByItself({ kind: 'payment', amount: 700 }, 'callback');
  await until(() => terminal.health().state === 'ready');
});

test('somebody who is not the device calls: cut off unheard', async () => {
  const port = await freePort();
  const terminal = createZvtPaymentTerminal({
    host: '127.0.0.2',
    port: 1,
    callback: { address: '127.0.0.1', port },
    password: '000000',
    clock: systemClock,
    log: silentLog,
  });
  opened.push(() => terminal.close());
  const heard: string[] = [];
  terminal.onUnsolicited(async ({ kind }) => {
    heard.push(kind);
  });
  terminal.open();
  const dialled = await dialUntilUp(port);
  const ended = new Promise<string>((resolve) => dialled.onClose(resolve));
  dialled.write(Uint8Array.of(0x04, 0x0f, 0x02, 0x27, 0x00));
  await ended;
  expect(heard).toEqual([]);
});

async function dialUntilUp(port: number) {
  for (;;) {
    const dialled = await connectTcp('127.0.0.1', port, 1_000, systemClock);
    if (dialled.ok) return dialled.value;
  }
}
