import { expect, test } from 'vitest';
import { createRig } from '../../../../simulators/payment/test-support/rig.ts';

test('no answer to the authorisation within T3: the device is asked, not charged again', async () => {
  const rig = createRig();
  await rig.inService();
  await rig.pay(500);
  rig.desk.behave({ kind: 'silent-on-command', command: 'authorisation', times: 1 });
  expect(await rig.pay(100)).toMatchObject({ kind: 'not-paid', reason: 'no-answer' });
  expect(rig.desk.ledger()).toHaveLength(1);
});

test('not one byte of an answer, ever: staff decide, and nobody is told that nothing was paid', async () => {
  const rig = createRig();
  await rig.inService();
  await rig.pay(500);
  rig.desk.behave({ kind: 'silent-on-command', command: 'authorisation' });
  rig.desk.behave({ kind: 'silent-on-command', command: 'abort-command' });
  rig.desk.behave({ kind: 'silent-on-command', command: 'status-enquiry' });
  expect(await rig.pay(100)).toEqual({ kind: 'unclear', reason: 'not-ready' });
});

test('silent since before the payment: offline, nothing was sent', async () => {
  const rig = createRig();
  rig.desk.behave({ kind: 'silent-on-command', command: 'registration' });
  rig.terminal.open();
  await rig.clock.advance(30_000);
  expect(rig.terminal.health()).toMatchObject({ state: 'offline', reason: 'no-answer' });
  expect(await rig.pay(100)).toMatchObject({ kind: 'not-paid', reason: 'offline' });
});

test('stopped on our screen while it is silent: aborted', async () => {
  const rig = createRig();
  await rig.inService();
  await rig.pay(500);
  rig.desk.behave({ kind: 'silent-on-command', command: 'authorisation', times: 1 });
  const paying = rig.terminal.authorise({ intentId: 'i', amount: 100 }, rig.hooks);
  await rig.clock.advance(100);
  rig.terminal.abort();
  expect(await rig.run(paying)).toMatchObject({ kind: 'not-paid', reason: 'aborted' });
});

test('no answer to the abort of a recovery: the next connection does without it', async () => {
  const rig = createRig();
  await rig.inService();
  rig.desk.behave({ kind: 'cut-before-completion', times: 1 });
  rig.desk.behave({ kind: 'silent-on-command', command: 'abort-command' });
  expect(await rig.pay(100)).toMatchObject({ kind: 'paid' });
});

test('a device that answers nothing while idle is noticed by the status enquiry', async () => {
  const rig = createRig();
  await rig.inService();
  rig.desk.behave({ kind: 'silent-on-command', command: 'status-enquiry' });
  await rig.clock.advance(60_000 + 5_000 + 5_000 + 1_000);
  expect(rig.terminal.health()).toMatchObject({ state: 'offline', reason: 'no-answer' });
});
