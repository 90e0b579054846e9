import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { systemClock } from '../../foundation/clock.ts';
import { silentLog } from '../../foundation/log.ts';
import { createZvtPaymentTerminal, type ZvtPaymentTerminal } from './index.ts';
import { startZvtSimulator, type ZvtSimulator } from './simulator/index.ts';
import { inService, tapWhenAsked, until } from './test-support/real-time.ts';

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

function startTerminal(port: number): ZvtPaymentTerminal {
  const terminal = createZvtPaymentTerminal({
    host: '127.0.0.1',
    port,
    password: '000000',
    clock: systemClock,
    log: silentLog,
    delays: { reconnectFirst: 20, reconnectMost: 100 },
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
