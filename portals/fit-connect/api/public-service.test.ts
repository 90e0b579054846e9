import { expect, test } from 'vitest';
import type { OfferedService } from '../contract.ts';
import { announcedAs } from './public-service.ts';

const BILL = { identifier: null, schemaUri: 'urn:bill' };
const offers = (identifier: string, ...schemas: string[]): OfferedService => ({
  identifier,
  submissionSchemas: schemas.map((schemaUri) => ({ schemaUri })),
});
const chosen = (request: Parameters<typeof announcedAs>[0], ...offered: OfferedService[]) => {
  const result = announcedAs(request, offered);
  return result.ok ? result.value : result.error;
};

test('a destination that names no services takes a bill without one', () => expect(chosen(BILL)).toBeNull());
test('a bill is announced under what is configured', () =>
  expect(chosen({ ...BILL, identifier: 'urn:x:pay' }, offers('urn:x:a', 'urn:bill'), offers('urn:x:pay'))).toBe(
    'urn:x:pay',
  ));
test('what is configured is not offered there', () =>
  expect(chosen({ ...BILL, identifier: 'urn:x:pay' }, offers('urn:x:a', 'urn:bill'))).toBe('service-not-offered'));
test('a bill is announced under the one service that takes its data', () =>
  expect(chosen(BILL, offers('urn:x:a', 'urn:dog'), offers('urn:x:b', 'urn:bill'))).toBe('urn:x:b'));
test('the same service for two regions is one', () =>
  expect(chosen(BILL, offers('urn:x:b', 'urn:bill'), offers('urn:x:b', 'urn:bill'))).toBe('urn:x:b'));
test('two services take its data: nobody guesses', () =>
  expect(chosen(BILL, offers('urn:x:a', 'urn:bill'), offers('urn:x:b', 'urn:bill'))).toBe('no-public-service'));
test('no service takes its data', () => expect(chosen(BILL, offers('urn:x:a', 'urn:dog'))).toBe('no-public-service'));
test('a service without a list of its schemas takes nothing by guessing', () =>
  expect(chosen(BILL, { identifier: 'urn:x:a' })).toBe('no-public-service'));
