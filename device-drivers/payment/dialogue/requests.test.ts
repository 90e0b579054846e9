import { expect, test } from 'vitest';
import { encodeFrame, hex } from '../codec/index.ts';
import { createRequests } from './requests.ts';

const plain = createRequests('123456', new Set());
const of = (...deviations: Parameters<typeof createRequests>[1] extends ReadonlySet<infer D> ? D[] : never) =>
  createRequests('123456', new Set(deviations));

test.each([
  ['authorisation', plain.authorisation(11_000), '06010C' + '04000000011000' + '490978' + '1940'],
  ['reversal', plain.reversal(42, 100), '063006' + '123456' + '870042'],
  ['reversal with amount', of('reversal-with-amount').reversal(42, 100), '06300D123456870042' + '04000000000100'],
  ['refund', plain.refund(100), '06310D123456' + '04000000000100' + '490978'],
  ['last payment: status, no print', plain.lastPayment(), '0620051234560303'],
  ['receipts again', plain.repeatReceipt(), '0620051234560301'],
  ['end of day', plain.endOfDay(), '065003123456'],
  ['initialisation', plain.initialisation(), '069303123456'],
  ['diagnosis', plain.diagnosis(), '067000'],
  ['status enquiry', plain.statusEnquiry(), '0501051234560300'],
  ['registration without TLV', of('no-tlv').registration(), '060006123456BE0978'],
  [
    'registration',
    plain.registration(),
    '060020123456BE0978' + '0618' + '120120' + '1A02FFFF' + '26040A0206D3' + '27091401FE14010F1401FF',
  ],
  [
    'registration for print lines in CP437',
    of('print-lines', 'no-charset-negotiation').registration(),
    '06000F123456BE0978' + '0607' + '120120' + '1A02FFFF',
  ],
])('%s', (_, frame, bytes) => {
  expect(hex(encodeFrame(frame))).toBe(bytes);
});
