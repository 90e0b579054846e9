import { expect, test } from 'vitest';
import { createRig } from '../../../../simulators/payment/test-support/rig.ts';
import { createScript } from '../../../../simulators/payment/test-support/scripted-device.ts';
import { hex } from '../../codec/index.ts';

test.each([
  ['unasked', []],
  ['by name', ['text-din-66003']],
  ['by name, as lines', ['text-din-66003', 'print-lines', 'no-charset-negotiation']],
])(
  'a terminal with seven bits (umlauts in the place of brackets), recognised %s: words arrive whole',
  async (_, deviations) => {
    const rig = createRig({ driver: { deviations } });
    rig.desk.behave({ kind: 'seven-bit-text' });
    await rig.inService();
    const outcome = await rig.pay(100, 'approved-with-pin');
    if (outcome.kind !== 'paid') throw new Error(outcome.kind);
    expect(outcome.receipts.merchant.map(({ text }) => text)).toContain('** HÄNDLERBELEG **');
    expect(outcome.receipts.customer.map(({ text }) => text)).toContain('Bürgerservice');
    expect(rig.progress.map(({ text }) => text)).toContain('Bitte PIN eingeben\nund bestätigen');
  },
);

test('a terminal that negotiated a set is taken at its word: its brackets are brackets', async () => {
  const { wire, say } = createScript();
  wire.charset = 'cp437';
  const running = wire.run({ kind: 'repeat-receipt', password: '000000', fields: [] });
  await say('800000');
  await say(`06D10400${hex(new TextEncoder().encode('f}r'))}`);
  await say('060F00');
  expect((await running).printed.flatMap(({ lines }) => lines.map(({ text }) => text))).toEqual(['f}r']);
});
