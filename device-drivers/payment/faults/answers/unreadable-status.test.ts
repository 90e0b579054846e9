import { expect, test } from 'vitest';
import { createRig } from '../../../../simulators/payment/test-support/rig.ts';

test('a malformed status information is never acknowledged; the device is asked what happened', async () => {
  const rig = createRig();
  await rig.inService();
  rig.desk.behave({ kind: 'unreadable-status', times: 1 });
  expect(await rig.pay(100)).toMatchObject({ kind: 'paid', record: { amount: 100 } });
  expect(rig.commits).toHaveLength(0);
  expect(rig.desk.ledger()).toMatchObject([{ acknowledged: false }]);
});
