import { expect, test } from 'vitest';
import { createRig } from '../../../../simulators/payment/test-support/rig.ts';

test('every second call during a payment is refused as busy', async () => {
  const rig = createRig();
  await rig.inService();
  const first = rig.terminal.authorise({ intentId: 'a', amount: 100 }, rig.hooks);
  await rig.clock.advance(1_000);
  expect(rig.terminal.health().state).toBe('busy');
  const request = { intentId: 'b', amount: 200 };
  const before = { receiptNo: null, trace: null };
  expect(await rig.terminal.authorise(request, rig.hooks)).toMatchObject({ kind: 'not-paid', reason: 'device-busy' });
  expect(await rig.terminal.recover({ ...request, before, committed: null, intendedAt: 0 }, rig.hooks)).toEqual({
    kind: 'unclear',
    reason: 'busy',
  });
  expect(await rig.terminal.endOfDay(rig.hooks)).toEqual({ ok: false, error: 'busy' });
  expect((await rig.terminal.checkHealth()).passed).toBe(false);
  rig.desk.tapCard('approved');
  expect(await rig.run(first)).toMatchObject({ kind: 'paid' });
  expect(rig.desk.ledger()).toMatchObject([{ amount: 100 }]);
});
