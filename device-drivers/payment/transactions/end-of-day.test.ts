import { expect, test } from 'vitest';
import type { Result } from '../../../foundation/result.ts';
import { createRig } from '../../../simulators/payment/test-support/rig.ts';
import type { EndOfDayTotals } from '../contract.ts';

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

test('runs by itself at the configured local hour, once a day, and not during a payment', async () => {
  const results: Result<EndOfDayTotals, string>[] = [];
  // 09:00 UTC is 10:00 in Berlin in January.
  const rig = createRig({ driver: { endOfDayAt: '10:05', onEndOfDay: (result) => results.push(result) } });
  await rig.inService();
  await rig.clock.advance(4 * 60_000 + 30_000);
  const paying = rig.terminal.authorise({ intentId: 'i', amount: 100 }, rig.hooks);
  await rig.clock.advance(40_000);
  expect(results).toEqual([]);
  rig.desk.tapCard('approved');
  await rig.run(paying);
  await rig.clock.advance(60 * 60_000);
  expect(results).toMatchObject([{ ok: true, value: { count: 1, total: 100 } }]);
  await rig.clock.advance(24 * 60 * 60_000);
  expect(results).toHaveLength(2);
}, 60_000);
