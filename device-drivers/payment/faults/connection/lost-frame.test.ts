import { expect, test } from 'vitest';
import { createRig } from '../../../../simulators/payment/test-support/rig.ts';

test('a status information lost on the way is found by asking', async () => {
  const rig = createRig();
  await rig.inService();
  rig.desk.behave({ kind: 'drop-next', frame: 'status-information', times: 1 });
  expect(await rig.pay(100)).toMatchObject({ kind: 'paid' });
  expect(rig.desk.ledger()).toHaveLength(1);
});

test('a completion lost on the way is found by asking', async () => {
  const rig = createRig();
  await rig.inService();
  rig.desk.behave({ kind: 'drop-next', frame: 'completion', times: 1 });
  expect(await rig.pay(100)).toMatchObject({ kind: 'paid' });
});

test('a lost intermediate status costs nothing', async () => {
  const rig = createRig();
  await rig.inService();
  rig.desk.behave({ kind: 'drop-next', frame: 'intermediate-status', times: 1 });
  expect(await rig.pay(100)).toMatchObject({ kind: 'paid' });
});
