import { expect, test } from 'vitest';
import { createScript } from '../../../../simulators/payment/test-support/scripted-device.ts';
import { decodeFrame, fromHex, readStatusInformation, type ZvtFrame } from '../../codec/index.ts';

const AUTHORISATION: ZvtFrame = { kind: 'authorisation', fields: [] };
const apdu = (control: string, data: string) => {
  const bytes = data.replaceAll(' ', '');
  return `${control}${(bytes.length / 2).toString(16).padStart(2, '0')}${bytes}`;
};
const status = (data: string) => {
  const read = decodeFrame(fromHex(apdu('040F', data)), { tolerant: true });
  return read.ok && read.value.kind === 'status-information' ? readStatusInformation(read.value.fields) : null;
};

test('a vendor container that is no TLV does not hide the fields behind it', () => {
  const info = status('27 00 06 05 1F2B030000 04 000000000200 87 0007');
  expect(info).toMatchObject({ resultCode: 0, amount: 200, receiptNo: 7 });
});

test.each([
  ['a card name whose length is no digits', '8B 10 56697361'],
  ['a text that is cut off', '3C F0F9F9 4162'],
  ['a card number longer than the frame', '22 F1F0 1234'],
])('%s does not cost the result, the sum and the receipt number before it', (_, spoilt) => {
  const info = status(`27 00 04 000000000200 87 0007 ${spoilt}`);
  expect(info).toMatchObject({ resultCode: 0, amount: 200, receiptNo: 7 });
});

test('a date of zeros is none: a payment of another sum is then not taken for one of long ago', () => {
  expect(status('27 00 04 000000000200 87 0007 0D 0000 0C 000000')).toMatchObject({ date: null, receiptNo: 7 });
});

test('a status that is spoilt before it tells its result or its sum is not half read', () => {
  expect(status('04 000000000200 8B 10 56 27 00')).toBeNull();
  expect(status('27 00 8B 10 56 04 000000000200')).toBeNull();
});

test.each([
  ['with a text that is cut off', '6C 3C F0F9F9 4162'],
  ['with a container that is cut off', '6C 06 20 24'],
  ['whose result code is named by its BMP', '27 6C'],
  ['with its result code twice', '6C 27 6C'],
])('06 1E %s ends the payment at once, as aborted', async (_, data) => {
  const script = createScript();
  const running = script.wire.run(AUTHORISATION);
  await script.say('800000');
  await script.say(apdu('061E', data));
  const { ending } = await running;
  expect(ending.kind === 'aborted' && (ending.resultCode || ending.info.resultCode)).toBe(0x6c);
  expect(script.heard.at(-1)).toBe('800000');
});

test.each([
  ['04 FF without a status', '04FF00'],
  ['06 D1 without an attribute', '06D100'],
])('%s is acknowledged: a payment does not fail over what is told along', async (_, odd) => {
  const script = createScript();
  const running = script.wire.run(AUTHORISATION);
  await script.say('800000');
  await script.say(odd);
  expect(script.heard.at(-1)).toBe('800000');
  await script.say(apdu('061E', '6C'));
  expect((await running).ending).toMatchObject({ kind: 'aborted', resultCode: 0x6c });
});
