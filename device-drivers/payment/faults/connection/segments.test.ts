import { expect, test } from 'vitest';
import { createRig } from '../../../../simulators/payment/test-support/rig.ts';

test('every byte in a segment of its own', async () => {
  const rig = createRig();
  rig.desk.behave({ kind: 'fragment' });
  await rig.inService();
  expect(await rig.pay(100)).toMatchObject({ kind: 'paid' });
});

test('80 00 00 in one segment with the next frame', async () => {
  const rig = createRig();
  rig.desk.behave({ kind: 'coalesce' });
  await rig.inService();
  expect(await rig.pay(100)).toMatchObject({ kind: 'paid' });
});

test('bytes of another protocol before any card was seen: the device’s fault, not the citizen’s', async () => {
  const rig = createRig();
  await rig.inService();
  await rig.pay(500);
  rig.desk.behave({ kind: 'garbage', times: 1 });
  const outcome = await rig.run(rig.terminal.authorise({ intentId: 'i', amount: 100 }, rig.hooks));
  expect(outcome).toMatchObject({ kind: 'not-paid', reason: 'device-error' });
  expect(rig.desk.ledger()).toHaveLength(1);
});

test('bytes of another protocol: the connection is given up, the payment found by asking', async () => {
  const rig = createRig();
  await rig.inService();
  rig.whenWaitingFor('card', () => {
    rig.desk.behave({ kind: 'garbage', times: 1 });
    rig.desk.tapCard('approved');
  });
  const outcome = await rig.run(rig.terminal.authorise({ intentId: 'i', amount: 100 }, rig.hooks));
  expect(outcome).toMatchObject({ kind: 'paid' });
  expect(rig.desk.ledger()).toHaveLength(1);
});
