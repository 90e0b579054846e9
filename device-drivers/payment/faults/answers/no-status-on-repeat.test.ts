import { expect, test } from 'vitest';
import { createRig } from '../../../../simulators/payment/test-support/rig.ts';

test('a device that returns only 06 0F on 06 20 leaves a lost payment unclear', async () => {
  const rig = createRig();
  await rig.inService();
  rig.desk.behave({ kind: 'repeat-completion-only' });
  rig.desk.behave({ kind: 'cut-before-status', times: 1 });
  expect(await rig.pay(100)).toEqual({ kind: 'unclear', reason: 'no-status' });
  expect(rig.desk.ledger()).toHaveLength(1);
});
