import { expect, test } from 'vitest';
import { createRig } from '../../../../simulators/payment/test-support/rig.ts';

test('connection lost after the host’s yes: the device kept the payment, so it is paid, once', async () => {
  const rig = createRig();
  await rig.inService();
  rig.desk.behave({ kind: 'cut-before-status', times: 1 });
  const outcome = await rig.pay(3070);
  expect(outcome).toMatchObject({ kind: 'paid', record: { amount: 3070 } });
  expect(outcome.kind === 'paid' && outcome.receipts.customer.length).toBeGreaterThan(5);
  expect(rig.progress.map((p) => p.phase)).toContain('recovering');
  expect(rig.desk.ledger()).toHaveLength(1);
});

test('connection lost after the host’s yes: the device undid the payment by itself, so nothing was paid', async () => {
  const rig = createRig();
  await rig.inService();
  await rig.pay(500);
  rig.desk.behave({ kind: 'reverse-unacknowledged' });
  rig.desk.behave({ kind: 'cut-before-status', times: 1 });
  expect(await rig.pay(3070)).toMatchObject({ kind: 'not-paid', reason: 'no-answer' });
  expect(rig.desk.ledger()).toMatchObject([{ reversed: false }, { amount: 3070, reversed: true }]);
});

test('the very first payment of a device cannot be told from none without a status: unclear', async () => {
  const rig = createRig();
  await rig.inService();
  rig.desk.behave({ kind: 'reverse-unacknowledged' });
  rig.desk.behave({ kind: 'cut-before-status', times: 1 });
  expect(await rig.pay(3070)).toEqual({ kind: 'unclear', reason: 'no-status' });
});
