import { expect, test } from 'vitest';
import { createRig, type Rig } from '../../../../simulators/payment/test-support/rig.ts';

function undoesAndKeepsARecord(rig: Rig): void {
  rig.desk.behave({ kind: 'reverse-unacknowledged' });
  rig.desk.behave({ kind: 'record-own-reversals' });
}

test.each(['cut-before-status', 'cut-after-status'] as const)(
  '%s: the device undoes the payment itself and keeps a reversal of it: not paid',
  async (kind) => {
    const rig = createRig();
    await rig.inService();
    await rig.pay(500);
    undoesAndKeepsARecord(rig);
    rig.desk.behave({ kind, times: 1 });
    expect(await rig.pay(3070)).toMatchObject({ kind: 'not-paid', reason: 'no-answer' });
    expect(rig.desk.ledger()).toMatchObject([{}, { amount: 3070, reversed: true }, { kind: 'reversal' }]);
  },
);

test('the same with the very first payment of a device', async () => {
  const rig = createRig();
  await rig.inService();
  undoesAndKeepsARecord(rig);
  rig.desk.behave({ kind: 'cut-before-status', times: 1 });
  expect(await rig.pay(3070)).toMatchObject({ kind: 'not-paid', reason: 'no-answer' });
});

test('the next payment after it is compared with the reversal, and found when it is lost', async () => {
  const rig = createRig();
  await rig.inService();
  await rig.pay(500);
  undoesAndKeepsARecord(rig);
  rig.desk.behave({ kind: 'cut-before-status', times: 1 });
  await rig.pay(3070);
  await rig.clock.advance(1_000);
  expect(rig.terminal.lastReceipt()).toEqual({ receiptNo: 3, trace: 1003 });
  rig.desk.behave({ kind: 'cut-before-completion', times: 1 });
  expect(await rig.pay(3070)).toMatchObject({ kind: 'paid', record: { receiptNo: 4 } });
});

test('somebody else paid in between, then a reversal: with a gap nobody can tell', async () => {
  const rig = createRig();
  await rig.inService();
  await rig.pay(500);
  undoesAndKeepsARecord(rig);
  rig.desk.behave({ kind: 'cut-before-status', times: 1 });
  rig.customer('approved');
  const paying = rig.terminal.authorise(
    { intentId: 'i', amount: 3070 },
    { ...rig.hooks, onProgress: ({ phase }) => phase === 'authorising' && rig.desk.payElsewhere(999) },
  );
  expect(await rig.run(paying)).toMatchObject({ kind: 'unclear' });
});
