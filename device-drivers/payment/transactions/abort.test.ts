import { expect, test } from 'vitest';
import { createRig } from '../../../simulators/payment/test-support/rig.ts';

test('stop key: aborted', async () => {
  const rig = createRig();
  await rig.inService();
  rig.whenWaitingFor('card', () => rig.desk.pressStop());
  const outcome = await rig.run(rig.terminal.authorise({ intentId: 'i', amount: 100 }, rig.hooks));
  expect(outcome).toMatchObject({ kind: 'not-paid', reason: 'aborted', record: { text: 'Abbruch durch Kunde' } });
});

test('nobody comes: the device gives up', async () => {
  const rig = createRig();
  await rig.inService();
  const outcome = await rig.run(rig.terminal.authorise({ intentId: 'i', amount: 100 }, rig.hooks));
  expect(outcome).toMatchObject({ kind: 'not-paid', reason: 'aborted', record: { text: 'Zeitüberschreitung' } });
});

test('our abort while the device waits for a card: aborted', async () => {
  const rig = createRig();
  await rig.inService();
  rig.whenWaitingFor('card', () => rig.terminal.abort());
  const outcome = await rig.run(rig.terminal.authorise({ intentId: 'i', amount: 100 }, rig.hooks));
  expect(outcome).toMatchObject({ kind: 'not-paid', reason: 'aborted', record: { text: 'Abbruch durch Kasse' } });
});

test('our abort before the device was reached: aborted, nothing sent', async () => {
  const rig = createRig();
  rig.pullCable();
  rig.terminal.open();
  const paying = rig.terminal.authorise({ intentId: 'i', amount: 100 }, rig.hooks);
  await rig.clock.advance(1_000);
  rig.terminal.abort();
  expect(await rig.run(paying)).toMatchObject({ kind: 'not-paid', reason: 'aborted' });
});

test.each([true, false])('our abort comes too late (refused with 84 83: %s): the payment stands', async (refuses) => {
  const rig = createRig();
  await rig.inService();
  if (refuses) rig.desk.behave({ kind: 'refuse-abort-when-online' });
  rig.customer('approved');
  const paying = rig.terminal.authorise(
    { intentId: 'i', amount: 100 },
    { ...rig.hooks, onProgress: ({ phase }) => phase === 'authorising' && rig.terminal.abort() },
  );
  expect(await rig.run(paying)).toMatchObject({ kind: 'paid' });
});

test('an abort does not reach the next payment', async () => {
  const rig = createRig();
  await rig.inService();
  rig.terminal.abort();
  expect(await rig.pay(100)).toMatchObject({ kind: 'paid' });
});
