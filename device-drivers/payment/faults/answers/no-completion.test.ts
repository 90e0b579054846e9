import { expect, test } from 'vitest';
import { createRig } from '../../../../simulators/payment/test-support/rig.ts';

test('no completion within T4 after an acknowledged status: the device is asked, the payment stands', async () => {
  const rig = createRig();
  await rig.inService();
  rig.desk.behave({ kind: 'stall-before-completion', times: 1 });
  const start = rig.clock.monotonic();
  expect(await rig.pay(100)).toMatchObject({ kind: 'paid' });
  expect(rig.clock.monotonic() - start).toBeGreaterThan(180_000);
});
