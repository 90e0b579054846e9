import { expect, test } from 'vitest';
import { createRig } from '../../../../simulators/payment/test-support/rig.ts';

test('a journal that fails leaves the payment unacknowledged and unclear', async () => {
  const rig = createRig();
  await rig.inService();
  rig.customer('approved');
  const outcome = await rig.run(
    rig.terminal.authorise(
      { intentId: 'i', amount: 100 },
      { onProgress: () => {}, commit: () => Promise.reject(new Error('disk full')) },
    ),
  );
  expect(outcome).toEqual({ kind: 'unclear', reason: 'journal-failed' });
  await rig.clock.advance(10_000);
  expect(rig.desk.ledger()).toMatchObject([{ acknowledged: false }]);
});
