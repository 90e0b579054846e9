import { expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import { err } from '../../../foundation/result.ts';
import { createRig } from '../../../simulators/payment/test-support/rig.ts';
import { createZvtDriver } from '../index.ts';
import { tcpLink } from '../transport/link.ts';

test('dialling an unreachable device slows down to the longest pause and no further', async () => {
  const clock = new SimulatedClock();
  const dialled: number[] = [];
  const connect = async () => {
    dialled.push(clock.monotonic());
    return err('ECONNREFUSED');
  };
  const terminal = createZvtDriver({ password: '000000', clock, log: silentLog }, connect, tcpLink);
  terminal.open();
  await clock.advance(60_000);
  const pauses = dialled.slice(1).map((at, i) => at - (dialled[i] ?? 0));
  expect(pauses).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
  await terminal.close();
  expect(clock.waiting).toBe(0);
});

test('text of a device that negotiates nothing and sends ISO-8859-15 is read as the deviation says', async () => {
  const rig = createRig({ driver: { deviations: ['text-iso-8859-15'] } });
  await rig.inService();
  const outcome = await rig.pay(100);
  // The simulator was told UTF-8 and keeps to it: read as ISO-8859-15 by force it must look wrong.
  expect(outcome.kind === 'paid' && outcome.receipts.merchant.map((l) => l.text)).toContain('BÃŒrgerservice');
});
