import { expect, test } from 'vitest';
import { createRig } from '../../../../simulators/payment/test-support/rig.ts';

test('84 9C is asked again until the device is ready', async () => {
  const rig = createRig();
  await rig.inService();
  rig.desk.behave({ kind: 'answer-wait', times: 5 });
  expect(await rig.pay(100)).toMatchObject({ kind: 'paid' });
  expect(rig.desk.ledger()).toHaveLength(1);
});

test('84 9C without end is a busy device', async () => {
  const rig = createRig();
  await rig.inService();
  rig.desk.behave({ kind: 'answer-wait' });
  expect(await rig.pay(100)).toMatchObject({ kind: 'not-paid', reason: 'device-busy' });
});

test('84 9C during a recovery is waited out', async () => {
  const rig = createRig();
  await rig.inService();
  rig.desk.behave({ kind: 'cut-before-completion', times: 1 });
  rig.customer('approved');
  const paying = rig.terminal.authorise({ intentId: 'i', amount: 100 }, rig.hooks);
  await rig.clock.advance(1_000);
  rig.desk.behave({ kind: 'answer-wait', times: 10 });
  expect(await rig.run(paying)).toMatchObject({ kind: 'paid' });
});

test('status 9C in a completed enquiry is waited out as well', async () => {
  const rig = createRig();
  await rig.inService();
  rig.desk.behave({ kind: 'status-code', resultCode: 0x9c, times: 4 });
  rig.desk.behave({ kind: 'cut-before-completion', times: 1 });
  const start = rig.clock.monotonic();
  expect(await rig.pay(100)).toMatchObject({ kind: 'paid' });
  expect(rig.clock.monotonic() - start).toBeGreaterThan(4_000);
});
