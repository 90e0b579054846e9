import { expect, test } from 'vitest';
import { createRig } from '../../../../simulators/payment/test-support/rig.ts';
import { container, fromHex, readTextBlock } from '../../codec/index.ts';

test('text blocks without a type that end 09 01 FF (paper feed): two receipts, not one with the merchant’s lines in it', async () => {
  const rig = createRig();
  rig.desk.behave({ kind: 'block-ends-with-feed' });
  await rig.inService();
  const outcome = await rig.pay(100);
  if (outcome.kind !== 'paid') throw new Error(outcome.kind);
  const { merchant, customer } = outcome.receipts;
  expect(merchant.map(({ text }) => text)).toContain('** HÄNDLERBELEG **');
  expect(customer.map(({ text }) => text)).toContain('** KUNDENBELEG **');
  expect(customer.map(({ text }) => text)).not.toContain('** HÄNDLERBELEG **');
});

test.each([
  ['a feed with its count in the middle is so many empty lines, and no end', [0xff], ['A', '', '', 'B'], false],
  ['81 in the middle marks its line as the last', [0x81], ['A', '\u0002', 'B'], true],
])('%s', (_, [attribute = 0], lines, ends) => {
  const block = container({
    tag: 0x25,
    children: [
      { tag: 0x07, value: fromHex('41') },
      { tag: 0x09, value: Uint8Array.of(attribute) },
      { tag: 0x07, value: Uint8Array.of(2) },
      { tag: 0x07, value: fromHex('42') },
    ],
  });
  const read = readTextBlock([block], 'cp437');
  expect(read.lines.map(({ text }) => text)).toEqual(lines);
  expect(read.ends).toBe(ends);
});
