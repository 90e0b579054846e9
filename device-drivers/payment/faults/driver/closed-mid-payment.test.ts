import { expect, test } from 'vitest';
import { createRig } from '../../../../simulators/payment/test-support/rig.ts';

test('closed in the middle of a payment: unclear at once, no timer left to keep the process alive', async () => {
  const rig = createRig();
  await rig.inService();
  const paying = rig.terminal.authorise({ intentId: 'i', amount: 100 }, rig.hooks);
  await rig.clock.advance(1_000);
  await rig.run(rig.terminal.close());
  expect(await rig.run(paying)).toEqual({ kind: 'unclear', reason: 'driver-closed' });
  expect(rig.terminal.health().state).toBe('closed');
  rig.desk.pressStop();
  await rig.clock.advance(10_000);
  expect(rig.clock.waiting).toBe(0);
});

test('closed during a recovery: unclear at once', async () => {
  const rig = createRig();
  await rig.inService();
  rig.whenWaitingFor('card', () => rig.pullCable());
  const paying = rig.terminal.authorise({ intentId: 'i', amount: 100 }, rig.hooks);
  await rig.clock.advance(5_000);
  await rig.run(rig.terminal.close());
  expect(await rig.run(paying)).toEqual({ kind: 'unclear', reason: 'driver-closed' });
});

test('a driver that was never opened is offline', async () => {
  const rig = createRig();
  const outcome = await rig.terminal.authorise({ intentId: 'i', amount: 100 }, rig.hooks);
  expect(outcome).toMatchObject({ kind: 'not-paid', reason: 'offline' });
});
