import { expect, test } from 'vitest';
import { createRig } from '../../../../simulators/payment/test-support/rig.ts';

test('cable pulled in the middle of a payment and not plugged in again: unclear, never charged again', async () => {
  const rig = createRig();
  await rig.inService();
  rig.whenWaitingFor('card', () => {
    rig.desk.tapCard('approved');
    rig.clock.setTimeout(() => rig.pullCable(), 500);
  });
  const outcome = await rig.run(rig.terminal.authorise({ intentId: 'i', amount: 100 }, rig.hooks));
  expect(outcome).toEqual({ kind: 'unclear', reason: 'unreachable' });
  expect(rig.terminal.health()).toMatchObject({ state: 'offline', reason: 'unreachable' });
  expect(rig.desk.ledger()).toHaveLength(1);
});

test('cable plugged in again within the minute: the device is asked and the payment found', async () => {
  const rig = createRig();
  await rig.inService();
  rig.whenWaitingFor('card', () => {
    rig.desk.tapCard('approved');
    rig.clock.setTimeout(() => rig.pullCable(), 500);
    rig.clock.setTimeout(() => rig.plugCable(), 30_000);
  });
  const outcome = await rig.run(rig.terminal.authorise({ intentId: 'i', amount: 100 }, rig.hooks));
  expect(outcome).toMatchObject({ kind: 'paid', record: { amount: 100 } });
  expect(rig.desk.ledger()).toHaveLength(1);
});

test('cable pulled while idle: offline once dialling fails, ready again by itself', async () => {
  const rig = createRig();
  await rig.inService();
  rig.pullCable();
  await rig.clock.advance(1_000);
  expect(rig.terminal.health().state).toBe('offline');
  rig.plugCable();
  await rig.clock.advance(16_000);
  expect(rig.terminal.health().state).toBe('ready');
});

test('a payment on an unreachable device says so and sends nothing', async () => {
  const rig = createRig();
  rig.pullCable();
  rig.terminal.open();
  const outcome = await rig.run(rig.terminal.authorise({ intentId: 'i', amount: 100 }, rig.hooks));
  expect(outcome).toMatchObject({ kind: 'not-paid', reason: 'offline' });
});

test('a later recovery with what the journal holds finds the payment the cable hid', async () => {
  const rig = createRig();
  await rig.inService();
  const before = rig.terminal.lastReceipt();
  const intendedAt = rig.clock.now();
  rig.whenWaitingFor('card', () => {
    rig.desk.tapCard('approved');
    rig.clock.setTimeout(() => rig.pullCable(), 500);
  });
  await rig.run(rig.terminal.authorise({ intentId: 'i', amount: 100 }, rig.hooks));
  rig.plugCable();
  const request = { intentId: 'i', amount: 100, before, committed: null, intendedAt };
  expect(await rig.run(rig.terminal.recover(request, rig.hooks))).toMatchObject({ kind: 'paid' });
});
