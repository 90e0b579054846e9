import { expect, test } from 'vitest';
import { createRig } from '../../../../simulators/payment/test-support/rig.ts';
import type { DeviceState } from '../../../contract.ts';

/** Longer than a killed driver needs to be there again. */
const BANK_TAKES = 10_000;

test('the driver is killed while the bank is asked: its successor is busy, not faulty, and hears what came of it', async () => {
  const rig = createRig();
  await rig.inService();
  const before = rig.terminal.lastReceipt();
  rig.desk.behave({ kind: 'slow-host', ms: BANK_TAKES, times: 1 });
  rig.customer('approved');
  void rig.terminal.authorise({ intentId: 'i', amount: 2500 }, rig.hooks);
  await rig.clock.advance(2_000);
  expect(rig.desk.state().busy).toBe(true);

  const successor = rig.successor();
  const states: DeviceState[] = [];
  successor.onHealth(({ state }) => states.push(state));
  successor.open();
  await rig.clock.advance(1_000);
  expect(successor.health().state).toBe('busy');

  const outcome = await rig.run(
    successor.recover(
      { intentId: 'i', amount: 2500, before, committed: null, intendedAt: rig.clock.now() },
      { onProgress: () => {} },
    ),
  );
  expect(outcome).toMatchObject({ kind: 'paid', record: { amount: 2500 } });
  expect(rig.desk.ledger()).toMatchObject([{ amount: 2500, reversed: false }]);
  expect(states).not.toContain('faulty');
});

test('nobody asks: the successor is in service once the device is done', async () => {
  const rig = createRig();
  await rig.inService();
  rig.desk.behave({ kind: 'slow-host', ms: BANK_TAKES, times: 1 });
  rig.customer('approved');
  void rig.terminal.authorise({ intentId: 'i', amount: 2500 }, rig.hooks);
  await rig.clock.advance(2_000);
  const successor = rig.successor();
  successor.open();
  await rig.clock.advance(BANK_TAKES + 15_000);
  expect(successor.health().state).toBe('ready');
});
