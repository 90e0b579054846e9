import { expect, test } from 'vitest';
import { createRig, type Rig } from '../../../simulators/payment/test-support/rig.ts';

async function paid(rig: Rig, amount = 100) {
  const outcome = await rig.pay(amount);
  if (outcome.kind !== 'paid') throw new Error(outcome.kind);
  return outcome.record;
}

test('a payment is reversed, with receipts', async () => {
  const rig = createRig();
  await rig.inService();
  const record = await paid(rig);
  const outcome = await rig.run(rig.terminal.reverse(record, rig.hooks));
  expect(outcome).toMatchObject({ kind: 'reversed', record: { receiptNo: 2, amount: 100 } });
  expect(outcome.kind === 'reversed' && outcome.receipts.customer.length).toBeGreaterThan(5);
  expect(rig.desk.ledger()).toMatchObject([{ reversed: true }, { kind: 'reversal' }]);
});

test('already reversed (B4) is what was wanted', async () => {
  const rig = createRig();
  await rig.inService();
  const record = await paid(rig);
  await rig.run(rig.terminal.reverse(record, rig.hooks));
  expect(await rig.run(rig.terminal.reverse(record, rig.hooks))).toMatchObject({ kind: 'reversed', record: null });
  expect(rig.desk.ledger()).toHaveLength(2);
});

test('a device that reverses only its last payment says so (B5)', async () => {
  const rig = createRig();
  await rig.inService();
  const record = await paid(rig);
  await paid(rig, 200);
  rig.desk.behave({ kind: 'reverse-last-only' });
  expect(await rig.run(rig.terminal.reverse(record, rig.hooks))).toEqual({
    kind: 'not-reversed',
    reason: 'reversal-not-possible',
  });
});

test('connection lost after the reversal was booked: found by asking, not reversed again', async () => {
  const rig = createRig();
  await rig.inService();
  const record = await paid(rig);
  rig.desk.behave({ kind: 'cut-before-status', times: 1 });
  expect(await rig.run(rig.terminal.reverse(record, rig.hooks))).toMatchObject({ kind: 'reversed' });
  expect(rig.desk.ledger()).toHaveLength(2);
});

test('connection lost before the device heard of it: not reversed', async () => {
  const rig = createRig();
  await rig.inService();
  const record = await paid(rig);
  rig.desk.behave({ kind: 'cut-on-command', command: 'reversal', times: 1 });
  expect(await rig.run(rig.terminal.reverse(record, rig.hooks))).toEqual({
    kind: 'not-reversed',
    reason: 'not-carried-out',
  });
});

test('device unreachable: not reversed, nothing sent', async () => {
  const rig = createRig();
  await rig.inService();
  const record = await paid(rig);
  rig.pullCable();
  await rig.clock.advance(1_000);
  expect(await rig.run(rig.terminal.reverse(record, rig.hooks))).toEqual({ kind: 'not-reversed', reason: 'offline' });
});

test('a payment without receipt number cannot be named to the device', async () => {
  const rig = createRig();
  await rig.inService();
  const record = { ...(await paid(rig)), receiptNo: null };
  expect(await rig.run(rig.terminal.reverse(record, rig.hooks))).toEqual({
    kind: 'not-reversed',
    reason: 'no-receipt-number',
  });
});

test('right after a reversal its receipt is the last one: a payment that starts at once is compared with it', async () => {
  const rig = createRig();
  await rig.inService();
  const record = await paid(rig);
  const outcome = await rig.run(rig.terminal.reverse(record, rig.hooks));
  expect(outcome.kind === 'reversed' && outcome.record?.receiptNo).toBe(2);
  expect(rig.terminal.lastReceipt().receiptNo).toBe(2);
});

test('a reversal is never taken for the payment of the same amount that was asked for after it', async () => {
  const rig = createRig();
  await rig.inService();
  const record = await paid(rig);
  const before = rig.terminal.lastReceipt();
  await rig.run(rig.terminal.reverse(record, rig.hooks));
  const request = { intentId: 'intent-2', amount: 100, before, committed: null, intendedAt: rig.clock.now() };
  expect(await rig.run(rig.terminal.recover(request, rig.hooks))).toMatchObject({ kind: 'not-paid' });
});

test('a payment that somebody reversed at the device before it was asked about is not paid', async () => {
  const rig = createRig();
  await rig.inService();
  const before = rig.terminal.lastReceipt();
  const record = await paid(rig);
  await rig.run(rig.terminal.reverse(record, rig.hooks));
  const request = { intentId: 'intent-1', amount: 100, before, committed: record, intendedAt: rig.clock.now() };
  expect(await rig.run(rig.terminal.recover(request, rig.hooks))).toMatchObject({ kind: 'not-paid' });
});

test('another payment was reversed since: nobody can tell from the last receipt alone', async () => {
  const rig = createRig();
  await rig.inService();
  const before = rig.terminal.lastReceipt();
  await paid(rig);
  const other = await paid(rig, 200);
  await rig.run(rig.terminal.reverse(other, rig.hooks));
  const request = { intentId: 'intent-1', amount: 100, before, committed: null, intendedAt: rig.clock.now() };
  expect(await rig.run(rig.terminal.recover(request, rig.hooks))).toMatchObject({ kind: 'unclear' });
});
