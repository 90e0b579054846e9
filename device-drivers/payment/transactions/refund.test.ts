import { expect, test } from 'vitest';
import { createRig } from '../../../simulators/payment/test-support/rig.ts';

test('a refund goes to a card and into the ledger as one', async () => {
  const rig = createRig();
  await rig.inService();
  rig.customer('approved');
  const outcome = await rig.run(rig.terminal.refund({ intentId: 'i', amount: 100 }, rig.hooks));
  expect(outcome).toMatchObject({ kind: 'paid', record: { amount: 100 } });
  expect(rig.desk.ledger()).toMatchObject([{ kind: 'refund', amount: 100 }]);
});

test('initialisation completes', async () => {
  const rig = createRig();
  await rig.inService();
  expect(await rig.run(rig.terminal.initialise(rig.hooks))).toEqual({ ok: true, value: null });
});
