import { expect, test } from 'vitest';
import { createRig } from '../../../../simulators/payment/test-support/rig.ts';

test('connection lost before the answer to 04 0F, device keeps the payment: paid', async () => {
  const rig = createRig();
  await rig.inService();
  rig.desk.behave({ kind: 'cut-after-status', times: 1 });
  expect(await rig.pay(3070)).toMatchObject({ kind: 'paid', record: { amount: 3070 } });
  expect(rig.commits).toHaveLength(1);
  expect(rig.desk.ledger()).toMatchObject([{ acknowledged: false, reversed: false }]);
});

test('connection lost before the answer to 04 0F, device undoes the payment: not paid, although it was journalled', async () => {
  const rig = createRig();
  await rig.inService();
  await rig.pay(500);
  rig.desk.behave({ kind: 'reverse-unacknowledged' });
  rig.desk.behave({ kind: 'cut-after-status', times: 1 });
  expect(await rig.pay(3070)).toMatchObject({ kind: 'not-paid' });
  expect(rig.commits).toHaveLength(2);
});
