import { expect, test } from 'vitest';
import { caseNumber } from '../../contract.ts';
import { bookedStatus, paymentInformation } from '../payment-information.ts';
import schema from './metadata-2.1.0.schema.json' with { type: 'json' };
import { metadataVersionFor } from './versions.ts';

test('a destination that names no version reads 1.0.0', () => expect(metadataVersionFor(undefined)).toBe('1.0.0'));
test('a destination that reads both', () => expect(metadataVersionFor(['1.0.0', '2.1.0'])).toBe('2.1.0'));
test('a destination that reads any 1.x', () => expect(metadataVersionFor(['1.4.0'])).toBe('1.0.0'));
test.each([['2.0.0'], ['3.0.0'], ['10.1.0']])('a destination that reads only %s, which we cannot write', (version) =>
  expect(metadataVersionFor([version])).toBeNull(),
);

test('girocard has no name of its own in FIT-Connect', () => {
  expect(paymentInformation('MS1234', 'tx', 3070, 'girocard')).toEqual({
    transactionReference: 'MS1234',
    transactionId: 'tx',
    paymentMethod: 'OTHER',
    paymentMethodDetail: 'girocard',
    status: 'BOOKED',
    grossAmount: 30.7,
  });
});

test.each([
  ['card-or-online', { paymentMethod: 'OTHER', paymentMethodDetail: 'card-or-online' }],
  [{ method: 'GIROPAY', detail: null }, { paymentMethod: 'GIROPAY' }],
  [
    { method: 'OTHER', detail: 'Wero (EPI), Test' },
    { paymentMethod: 'OTHER', paymentMethodDetail: 'Wero-EPI-Test' },
  ],
  [
    { method: 'BITCOIN', detail: '' },
    { paymentMethod: 'OTHER', paymentMethodDetail: 'online' },
  ],
  [
    { method: null, detail: null },
    { paymentMethod: 'OTHER', paymentMethodDetail: 'online' },
  ],
] as const)('paid with %j: words that the schema of the metadata takes', (how, told) => {
  const made = paymentInformation('MS1234', 'tx', 3070, how);
  const { paymentInformation: rules } = schema.properties;
  const detail = new RegExp(rules.properties.paymentMethodDetail.pattern);
  expect(made).toMatchObject(told);
  expect(made.paymentMethodDetail ?? 'none').toMatch(detail);
  expect(rules.properties.paymentMethod.enum).toContain(made.paymentMethod);
});

test('cents become euro without a rounding error', () => {
  const wrong = Array.from({ length: 20_000 }, (_, cents) => cents).filter(
    (cents) => Math.round(paymentInformation('MS1234', 'tx', cents, 'credit-card').grossAmount * 100) !== cents,
  );
  expect(wrong).toEqual([]);
});

test('an amount that is no whole number of cents', () => {
  expect(() => paymentInformation('MS1234', 'tx', 30.7, 'girocard')).toThrow('not an amount');
});

test('only PAYED is booked', () => {
  expect((['INITIAL', 'PAYED', 'FAILED', 'CANCELED'] as const).map(bookedStatus)).toEqual([null, 'BOOKED', null, null]);
});

test('the case number is the start of the case id', () => {
  expect(caseNumber('4f1a9c03-77b2-4000-8000-000000000000')).toBe('4F1A-9C03-77B2');
});
