import { expect, test } from 'vitest';
import { createRig } from '../../../../simulators/payment/test-support/rig.ts';

test('connection lost after the acknowledged status: paid, with the receipts fetched again', async () => {
  const rig = createRig();
  await rig.inService();
  rig.desk.behave({ kind: 'cut-before-completion', times: 1 });
  const outcome = await rig.pay(3070);
  expect(outcome).toMatchObject({ kind: 'paid' });
  expect(outcome.kind === 'paid' && outcome.receipts.merchant.length).toBeGreaterThan(5);
  expect(rig.desk.ledger()).toMatchObject([{ acknowledged: true }]);
});
