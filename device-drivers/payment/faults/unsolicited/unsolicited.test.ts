import { expect, test } from 'vitest';
import { createRig, type Rig } from '../../../../simulators/payment/test-support/rig.ts';
import type { UnsolicitedReport } from '../../contract.ts';
import { DELAYS } from '../../delays.ts';

async function createListeningRig(listen?: (report: UnsolicitedReport) => Promise<void>) {
  const rig = createRig();
  const heard: UnsolicitedReport[] = [];
  rig.terminal.onUnsolicited(
    listen ??
      (async (report) => {
        heard.push(report);
      }),
  );
  await rig.inService();
  return { rig, heard };
}

const byItself = (rig: Rig, act: Parameters<Rig['desk']['actByItself']>[0]) => rig.run(rig.desk.actByItself(act));

test('a payment typed in at the device: written down as foreign, then acknowledged', async () => {
  const { rig, heard } = await createListeningRig();
  expect(await byItself(rig, { kind: 'payment', amount: 700 })).toBe(true);
  expect(heard).toMatchObject([
    { kind: 'status', record: { amount: 700, receiptNo: 1, resultCode: 0 } },
    { kind: 'receipt', receipts: { customer: expect.anything(), merchant: expect.anything() } },
  ]);
  expect(rig.desk.ledger()).toMatchObject([{ acknowledged: true }]);
  expect(rig.commits).toEqual([]);
});

test('a foreign payment of just our amount is never taken for ours', async () => {
  const { rig } = await createListeningRig();
  await rig.pay(500);
  await byItself(rig, { kind: 'payment', amount: 100 });
  rig.desk.behave({ kind: 'silent-on-command', command: 'authorisation', times: 1 });
  expect(await rig.pay(100)).toMatchObject({ kind: 'not-paid', reason: 'no-answer' });
});

test('a foreign payment not written down is not acknowledged', async () => {
  const { rig } = await createListeningRig(() => Promise.reject(new Error('disk full')));
  await byItself(rig, { kind: 'payment', amount: 700 });
  expect(rig.desk.ledger()).toMatchObject([{ acknowledged: false }]);
  await rig.clock.advance(5_000);
  expect(await rig.pay(100)).toMatchObject({ kind: 'paid' });
});

test('nobody listens: a status nobody asked for is refused', async () => {
  const rig = createRig();
  await rig.inService();
  await byItself(rig, { kind: 'payment', amount: 700 });
  expect(rig.desk.ledger()).toMatchObject([{ acknowledged: false }]);
});

test('a day closed at the device is told with its total', async () => {
  const { rig, heard } = await createListeningRig();
  await rig.pay(500);
  expect(await byItself(rig, { kind: 'end-of-day' })).toBe(true);
  expect(heard[0]).toEqual({ kind: 'totals', total: 500 });
});

test('after its power cut the device tells again what nobody acknowledged: our payment is found by asking all the same', async () => {
  const { rig, heard } = await createListeningRig();
  await rig.pay(500);
  rig.desk.behave({ kind: 'repeat-unacknowledged' });
  rig.desk.behave({ kind: 'cut-after-status', times: 1 });
  expect(await rig.pay(100)).toMatchObject({ kind: 'paid', record: { amount: 100, receiptNo: 2 } });
  expect(heard).toEqual([]);
  expect(rig.desk.ledger()).toHaveLength(2);
});

test('after its power cut the device tells of a payment that nobody here waits for: written down', async () => {
  const { rig, heard } = await createListeningRig();
  rig.desk.behave({ kind: 'cut-after-status', times: 1 });
  await byItself(rig, { kind: 'payment', amount: 700 });
  heard.length = 0;
  rig.desk.behave({ kind: 'repeat-unacknowledged', times: 1 });
  await rig.clock.advance(10_000 + DELAYS.idleEnquiry);
  expect(heard[0]).toMatchObject({ kind: 'status', record: { amount: 700 } });
  expect(rig.terminal.health().state).toBe('ready');
});

test('a command of its own that no source describes is refused, and the line stays', async () => {
  const { rig } = await createListeningRig();
  const heard: number[] = [];
  rig.line()?.device.onData((bytes) => heard.push(...bytes));
  rig.line()?.device.write(Uint8Array.of(0x04, 0x0d, 0x01, 0x00));
  await rig.clock.advance(100);
  expect(heard).toEqual([0x84, 0x83, 0x00]);
});
