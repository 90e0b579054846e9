import { expect, test } from 'vitest';
import { createRig } from '../../../simulators/payment/test-support/rig.ts';

test.each([
  ['declined', 'declined', 0x05],
  ['unreadable', 'card-unreadable', 0x64],
  ['expired', 'card-expired', 0x78],
] as const)('card %s: %s', async (card, reason, resultCode) => {
  const rig = createRig();
  await rig.inService();
  expect(await rig.pay(100, card)).toMatchObject({ kind: 'not-paid', reason, record: { resultCode } });
  expect(rig.desk.ledger()).toEqual([]);
});

test.each([
  [0x6c, 'aborted'],
  [0xf0, 'end-of-day-required'],
  [0xc2, 'diagnosis-required'],
  [0xff, 'device-error'],
  [0x9a, 'device-error'],
  [0xa3, 'device-error'],
  [0x7d, 'device-error'],
  [0x63, 'declined'],
] as const)('result code %i: %s', async (resultCode, reason) => {
  const rig = createRig();
  await rig.inService();
  rig.desk.behave({ kind: 'decline-with', resultCode, times: 1 });
  expect(await rig.pay(100)).toMatchObject({ kind: 'not-paid', reason });
});

test('a declined payment comes with the device’s receipt and text for the citizen', async () => {
  const rig = createRig();
  await rig.inService();
  const outcome = await rig.pay(100, 'declined');
  expect(outcome).toMatchObject({ record: { text: 'Karte abgelehnt' } });
  expect(outcome.kind === 'not-paid' && outcome.receipts.customer.length).toBeGreaterThan(0);
});

test('PIN wrong once, then right: paid, and the citizen is told', async () => {
  const rig = createRig();
  await rig.inService();
  rig.customer('approved-with-pin', [false, true]);
  const outcome = await rig.run(rig.terminal.authorise({ intentId: 'i', amount: 100 }, rig.hooks));
  expect(outcome.kind).toBe('paid');
  expect(rig.progress.map((p) => p.phase)).toContain('pin-wrong');
});

test('PIN wrong three times: declined', async () => {
  const rig = createRig();
  await rig.inService();
  rig.customer('approved-with-pin', [false, false, false]);
  const outcome = await rig.run(rig.terminal.authorise({ intentId: 'i', amount: 100 }, rig.hooks));
  expect(outcome).toMatchObject({ kind: 'not-paid', reason: 'declined' });
});
