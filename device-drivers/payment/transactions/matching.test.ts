import { expect, test } from 'vitest';
import type { PaymentRecord, RecoverRequest } from '../contract.ts';
import { matchPayment, matchReversal } from './matching.ts';

// 12:00 in Berlin, winter.
const AT = Date.UTC(2026, 10, 21, 11, 0, 0);
const OPTIONS = { timeZone: 'Europe/Berlin', trustClock: true };

const last = (changes: Partial<PaymentRecord> = {}): PaymentRecord => ({
  resultCode: 0,
  amount: 100,
  receiptNo: 8,
  trace: 1008,
  terminalId: '68112233',
  date: '1121',
  time: '120030',
  cardName: null,
  maskedPan: null,
  authCode: null,
  text: null,
  ...changes,
});
const request = (changes: Partial<RecoverRequest> = {}): RecoverRequest => ({
  intentId: 'i',
  amount: 100,
  before: { receiptNo: 7, trace: 1007 },
  committed: null,
  intendedAt: AT,
  ...changes,
});
const nothing = { receiptNo: null, trace: null };

test.each<[string, PaymentRecord | null, RecoverRequest, object]>([
  ['newer, same amount, in time', last(), request(), { verdict: 'paid' }],
  ['newer, same amount, declined', last({ resultCode: 5 }), request(), { verdict: 'not-paid', resultCode: 5 }],
  ['still the one before', last({ receiptNo: 7, trace: 1007 }), request(), { verdict: 'not-paid', resultCode: 0 }],
  ['the one after, other amount', last({ amount: 9 }), request(), { verdict: 'not-paid', resultCode: 0 }],
  [
    'two after, other amount: ours may be between',
    last({ amount: 9, receiptNo: 9, trace: 1009 }),
    request(),
    { verdict: 'unclear', reason: 'other-payment-since' },
  ],
  [
    'receipt numbers start over after 9999',
    last({ amount: 9, receiptNo: 1 }),
    request({ before: { receiptNo: 9_999, trace: null } }),
    { verdict: 'not-paid', resultCode: 0 },
  ],
  ['hours away, but the very next number', last({ time: '090000' }), request(), { verdict: 'paid' }],
  [
    'hours away, and not the next number',
    last({ time: '090000', receiptNo: 9, trace: 1009 }),
    request(),
    { verdict: 'unclear', reason: 'time-mismatch' },
  ],
  ['no time given, number newer', last({ date: null, time: null }), request(), { verdict: 'paid' }],
  ['nothing returned', null, request(), { verdict: 'unclear', reason: 'no-status' }],
  ['returned without amount', last({ amount: null }), request(), { verdict: 'unclear', reason: 'no-status' }],
  [
    'returned without any number',
    last({ receiptNo: null, trace: null }),
    request(),
    { verdict: 'unclear', reason: 'no-status' },
  ],
  ['journalled and still there', last(), request({ committed: last() }), { verdict: 'paid' }],
  [
    'journalled, then undone by the device',
    last({ receiptNo: 7, trace: 1007 }),
    request({ committed: last() }),
    { verdict: 'not-paid', resultCode: 0 },
  ],
  [
    'journalled, another since',
    last({ receiptNo: 9, trace: 1009 }),
    request({ committed: last() }),
    { verdict: 'unclear', reason: 'other-payment-since' },
  ],
  [
    'journalled, but the device was exchanged',
    last({ terminalId: '68119999' }),
    request({ committed: last() }),
    { verdict: 'unclear', reason: 'other-terminal' },
  ],
  [
    'journalled as declined: no question',
    null,
    request({ committed: last({ resultCode: 5 }) }),
    { verdict: 'not-paid', resultCode: 5 },
  ],
  ['nothing known before, in time', last(), request({ before: nothing }), { verdict: 'paid' }],
  [
    'nothing known before, older and another amount',
    last({ time: '080000', amount: 1 }),
    request({ before: nothing }),
    { verdict: 'not-paid', resultCode: 0 },
  ],
  [
    'nothing known before, older but just this amount: the clock may be wrong',
    last({ time: '080000' }),
    request({ before: nothing }),
    { verdict: 'unclear', reason: 'time-mismatch' },
  ],
  [
    'nothing known before, no time',
    last({ date: null, time: null }),
    request({ before: nothing }),
    { verdict: 'unclear', reason: 'unknown-predecessor' },
  ],
])('%s', (_, record, asked, verdict) => {
  expect(matchPayment(record, asked, OPTIONS)).toEqual(verdict);
});

test('a payment at midnight of New Year is compared across the year', () => {
  const intendedAt = Date.UTC(2026, 11, 31, 22, 59, 30);
  const record = last({ date: '0101', time: '000010' });
  expect(matchPayment(record, request({ intendedAt, before: nothing }), OPTIONS)).toEqual({ verdict: 'paid' });
});

test('summer time is the device’s, whatever zone this process runs in', () => {
  const intendedAt = Date.UTC(2026, 6, 1, 10, 0, 0);
  const record = last({ date: '0701', time: '120010' });
  expect(matchPayment(record, request({ intendedAt, before: nothing }), OPTIONS)).toEqual({ verdict: 'paid' });
});

test.each<[string, PaymentRecord, number, RecoverRequest, object]>([
  [
    'of ours, as journalled',
    last({ receiptNo: 9, trace: 1009 }),
    1008,
    request({ committed: last() }),
    { verdict: 'not-paid', resultCode: 0 },
  ],
  [
    'the one before the intent',
    last({ receiptNo: 7, trace: 1007 }),
    1006,
    request(),
    { verdict: 'not-paid', resultCode: 0 },
  ],
  ['of the payment before, directly after it', last(), 1007, request(), { verdict: 'not-paid', resultCode: 0 }],
  [
    'of the payment before, later: ours may be between',
    last({ receiptNo: 9, trace: 1009 }),
    1007,
    request(),
    { verdict: 'unclear', reason: 'other-payment-since' },
  ],
  [
    'nothing known before',
    last(),
    1007,
    request({ before: nothing }),
    { verdict: 'unclear', reason: 'other-payment-since' },
  ],
  [
    'of the payment in between, by the device itself: receipts 7, 8 (ours), 9',
    last({ receiptNo: 9, trace: 1009 }),
    1008,
    request(),
    { verdict: 'not-paid', resultCode: 0 },
  ],
  [
    'of the payment in between, which it names by its receipt number',
    last({ receiptNo: 9, trace: 1009 }),
    8,
    request(),
    { verdict: 'not-paid', resultCode: 0 },
  ],
  [
    'named by a receipt number, of another amount',
    last({ receiptNo: 9, trace: 1009, amount: 9 }),
    8,
    request(),
    { verdict: 'unclear', reason: 'other-payment-since' },
  ],
  [
    'of the payment in between, over the end of both counters',
    last({ receiptNo: 1, trace: 1 }),
    999_999,
    request({ before: { receiptNo: 9_998, trace: 999_998 } }),
    { verdict: 'not-paid', resultCode: 0 },
  ],
  [
    'the very next receipt, of a payment that got no number: nothing else happened',
    last({ trace: 1009 }),
    1008,
    request(),
    { verdict: 'not-paid', resultCode: 0 },
  ],
  [
    'of a much older payment, two receipts on: ours may be between',
    last({ receiptNo: 9, trace: 1009 }),
    900,
    request(),
    { verdict: 'unclear', reason: 'other-payment-since' },
  ],
  [
    'with a gap: three receipts on',
    last({ receiptNo: 10, trace: 1010 }),
    1009,
    request(),
    { verdict: 'unclear', reason: 'other-payment-since' },
  ],
  [
    'of ours, as journalled, which it names by its receipt number',
    last({ receiptNo: 9, trace: 1009 }),
    8,
    request({ committed: last() }),
    { verdict: 'not-paid', resultCode: 0 },
  ],
  [
    'of another than ours, as journalled',
    last({ receiptNo: 9, trace: 1009 }),
    1005,
    request({ committed: last() }),
    { verdict: 'unclear', reason: 'other-payment-since' },
  ],
  [
    'the first two of a device that had none: ours, undone',
    last({ receiptNo: 2, trace: 1002 }),
    1001,
    request({ before: nothing }),
    { verdict: 'not-paid', resultCode: 0 },
  ],
])('the last act was a reversal %s', (_, record, originalTrace, asked, verdict) => {
  expect(matchReversal(record, originalTrace, asked, OPTIONS)).toEqual(verdict);
});
