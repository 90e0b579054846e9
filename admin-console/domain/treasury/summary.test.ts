import { expect, test } from 'vitest';
import { SAMPLE } from '../../../fleet-link/test-support/sample-account.ts';
import { summaryOf } from './summary.ts';

test('what was paid on telephones stands apart from cards whose kind nobody has told', () => {
  const [payment] = SAMPLE.items;
  if (!payment) throw new Error('sample');
  const online = { transactionId: 'b1a7', method: 'GIROPAY' };
  const items = [
    { ...payment, cardName: null },
    { ...payment, cardName: null, cents: 2500, online },
  ];
  expect(summaryOf({ ...SAMPLE, items }).cards).toEqual([
    { card: null, count: 1, cents: payment.cents },
    { card: null, isOnline: true, count: 1, cents: 2500 },
  ]);
});
