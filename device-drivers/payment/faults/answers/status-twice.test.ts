import { expect, test } from 'vitest';
import { createRig } from '../../../../simulators/payment/test-support/rig.ts';

test('the same status information sent twice is journalled once and acknowledged twice', async () => {
  const rig = createRig();
  await rig.inService();
  rig.desk.behave({ kind: 'status-twice', times: 1 });
  expect(await rig.pay(100)).toMatchObject({ kind: 'paid' });
  expect(rig.commits).toHaveLength(1);
});
