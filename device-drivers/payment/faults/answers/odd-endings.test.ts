import { expect, test } from 'vitest';
import { createRig } from '../../../../simulators/payment/test-support/rig.ts';

test('06 1E after an acknowledged approval does not undo the payment', async () => {
  const rig = createRig();
  await rig.inService();
  rig.desk.behave({ kind: 'abort-after-status', times: 1 });
  expect(await rig.pay(100)).toMatchObject({ kind: 'paid' });
});

test('06 0F without any status information: the device is asked', async () => {
  const rig = createRig();
  await rig.inService();
  rig.desk.behave({ kind: 'completion-without-status', times: 1 });
  expect(await rig.pay(100)).toMatchObject({ kind: 'paid', record: { amount: 100 } });
});

test('no 80 00 00 to the command: its first status counts as the answer', async () => {
  const rig = createRig();
  await rig.inService();
  rig.desk.behave({ kind: 'skip-answer', times: 1 });
  expect(await rig.pay(100)).toMatchObject({ kind: 'paid' });
});

test('a command of the terminal’s own that we do not know is refused, and the payment goes on', async () => {
  const rig = createRig();
  await rig.inService();
  rig.desk.behave({ kind: 'ask-for-input', times: 1 });
  expect(await rig.pay(100)).toMatchObject({ kind: 'paid' });
});

test('an approval followed by another result: the device is asked which one it meant', async () => {
  const rig = createRig();
  await rig.inService();
  rig.desk.behave({ kind: 'failure-after-status', times: 1 });
  expect(await rig.pay(100)).toMatchObject({ kind: 'paid', record: { resultCode: 0 } });
});

test('approved, but for another sum: staff decide', async () => {
  const rig = createRig();
  await rig.inService();
  rig.desk.behave({ kind: 'other-amount', amount: 99, times: 1 });
  expect(await rig.pay(100)).toEqual({ kind: 'unclear', reason: 'amount-differs' });
});
