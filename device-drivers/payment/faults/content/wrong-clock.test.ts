import { expect, test } from 'vitest';
import { createRig } from '../../../../simulators/payment/test-support/rig.ts';

test('a device whose clock is hours off: a lost payment is found by its number and amount', async () => {
  const rig = createRig();
  await rig.inService();
  await rig.pay(500);
  rig.desk.behave({ kind: 'clock-wrong', byMinutes: 180 });
  rig.desk.behave({ kind: 'cut-before-status', times: 1 });
  expect(await rig.pay(100)).toMatchObject({ kind: 'paid' });
});

test('with the deviation clock-unset numbers and amount decide', async () => {
  const rig = createRig({ driver: { deviations: ['clock-unset'] } });
  await rig.inService();
  await rig.pay(500);
  rig.desk.behave({ kind: 'clock-wrong', byMinutes: 180 });
  rig.desk.behave({ kind: 'cut-before-status', times: 1 });
  expect(await rig.pay(100)).toMatchObject({ kind: 'paid' });
});
