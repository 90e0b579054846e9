import { expect, test } from 'vitest';
import { createRig } from '../../../simulators/payment/test-support/rig.ts';

test('counts and sums what was paid and not reversed since the last one', async () => {
  const rig = createRig();
  await rig.inService();
  await rig.pay(100);
  const second = await rig.pay(250);
  await rig.pay(3070);
  if (second.kind === 'paid') await rig.run(rig.terminal.reverse(second.record, rig.hooks));
  const result = await rig.run(rig.terminal.endOfDay(rig.hooks));
  expect(result).toMatchObject({ ok: true, value: { count: 2, total: 3170 } });
  expect(result.ok && result.value.receipts.merchant.map((line) => line.text)).toContain('Kassenschnitt');
  expect(await rig.run(rig.terminal.endOfDay(rig.hooks))).toMatchObject({ ok: true, value: { count: 0, total: 0 } });
});

test('connection lost during it: an error, no second try by itself', async () => {
  const rig = createRig();
  await rig.inService();
  rig.desk.behave({ kind: 'cut-on-command', command: 'end-of-day', times: 1 });
  expect(await rig.run(rig.terminal.endOfDay(rig.hooks))).toEqual({ ok: false, error: 'closed' });
});
