import { expect, test } from 'vitest';
import { createRig } from '../../../simulators/payment/test-support/rig.ts';

test('an approved payment is journalled once, acknowledged, and comes with both receipts', async () => {
  const rig = createRig();
  await rig.inService();
  const outcome = await rig.pay(3070);
  expect(outcome).toMatchObject({
    kind: 'paid',
    record: { amount: 3070, receiptNo: 1, trace: 1001, cardName: 'girocard' },
  });
  if (outcome.kind !== 'paid') return;
  expect(outcome.record.maskedPan).toBe('############1111');
  expect(outcome.receipts.merchant.map((line) => line.text)).toContain('** HÄNDLERBELEG **');
  expect(outcome.receipts.customer.map((line) => line.text)).toContain('Betrag 30,70 €');
  expect(rig.commits).toEqual([outcome.record]);
  expect(rig.desk.ledger()).toMatchObject([{ amount: 3070, acknowledged: true, reversed: false }]);
  expect(rig.terminal.lastReceipt()).toEqual({ receiptNo: 1, trace: 1001 });
  expect(rig.progress.map((p) => p.phase)).toEqual(['connecting', 'insert-card', 'authorising', 'approved']);
});

test('the device’s own words reach the citizen verbatim', async () => {
  const rig = createRig();
  await rig.inService();
  await rig.pay(100, 'approved-with-pin');
  expect(rig.progress.map((p) => p.text)).toContain('Bitte PIN eingeben\nund bestätigen');
});

test('the journal is durable before the device gets its answer', async () => {
  const rig = createRig();
  await rig.inService();
  rig.customer('approved');
  const journal = Promise.withResolvers<void>();
  const paying = rig.terminal.authorise(
    { intentId: 'i', amount: 100 },
    { onProgress: () => {}, commit: () => journal.promise },
  );
  await rig.clock.advance(4_000);
  expect(rig.desk.ledger()).toMatchObject([{ acknowledged: false }]);
  journal.resolve();
  await rig.run(paying);
  expect(rig.desk.ledger()).toMatchObject([{ acknowledged: true }]);
});

test('no timer is left once the driver is closed', async () => {
  const rig = createRig();
  await rig.inService();
  await rig.pay(100);
  await rig.run(rig.terminal.close());
  expect(rig.clock.waiting).toBe(0);
});
