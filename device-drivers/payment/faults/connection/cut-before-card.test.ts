import { expect, test } from 'vitest';
import { createRig } from '../../../../simulators/payment/test-support/rig.ts';

test('connection lost while the citizen looks for the card: nothing was paid', async () => {
  const rig = createRig();
  await rig.inService();
  await rig.pay(500);
  rig.whenWaitingFor('card', () => rig.hangUp());
  const outcome = await rig.run(rig.terminal.authorise({ intentId: 'i', amount: 100 }, rig.hooks));
  expect(outcome).toMatchObject({ kind: 'not-paid', reason: 'no-answer' });
  expect(rig.desk.ledger()).toHaveLength(1);
});
