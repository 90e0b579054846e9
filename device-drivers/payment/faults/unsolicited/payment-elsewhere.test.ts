import { expect, test } from 'vitest';
import { createRig } from '../../../../simulators/payment/test-support/rig.ts';

/** A payment lost on the way while others pay at the same device, then recovered. */
async function lostWhileOthersPay(others: readonly number[], behaviour: 'kept' | 'undone') {
  const rig = createRig();
  await rig.inService();
  await rig.pay(500);
  if (behaviour === 'undone') rig.desk.behave({ kind: 'reverse-unacknowledged' });
  rig.desk.behave({ kind: 'cut-before-status', times: 1 });
  rig.customer('approved');
  const paying = rig.terminal.authorise(
    { intentId: 'i', amount: 100 },
    {
      ...rig.hooks,
      onProgress: ({ phase }) => {
        if (phase === 'recovering') for (const amount of others) rig.desk.payElsewhere(amount);
      },
    },
  );
  return rig.run(paying);
}

test('another payment came after ours: unclear, because ours may be the one before', async () => {
  expect(await lostWhileOthersPay([999], 'kept')).toEqual({ kind: 'unclear', reason: 'other-payment-since' });
});

test('several payments since: unclear', async () => {
  expect(await lostWhileOthersPay([999, 998], 'undone')).toEqual({ kind: 'unclear', reason: 'other-payment-since' });
});
