import { expect, test } from 'vitest';
import { createRig } from '../test-support/rig.ts';

test('no answer to the authorisation within T3: the device is asked, not charged again', async () => {
  const rig = createRig();
  await rig.inService();
  await rig.pay(500);
  rig.desk.behave({ kind: 'silent-on-command', command: 'authorisation', times: 1 });
  expect(await rig.pay(100)).toMatchObject({ kind: 'not-paid', reason: 'aborted' });
  expect(rig.desk.ledger()).toHaveLength(1);
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
