import { expect, test } from 'vitest';
import { endsWithoutEid } from '../../../config/schema/demands-eid.ts';
import { BILL_REGISTER, EID_SERVICE, PAYMENT_PORTAL, PHONE_RELAY } from '../../../config/schema/needs.ts';
import { sampleStart } from '../test-support/sample-start.ts';
import { inCatalogueOrder, unavailability } from './availability.ts';

const start = sampleStart();

test('services that need no eID come first', () => {
  const order = inCatalogueOrder(start.services).map(endsWithoutEid);
  expect(order.lastIndexOf(false)).toBeLessThan(order.indexOf(true));
});

test.each([
  ['eid', 'eid-device'],
  ['scanner', 'scanner-device'],
  ['payment', 'payment-device'],
] as const)('without a usable %s the parking permit says so before it is begun', (device, reason) => {
  const parking = start.services.find((service) => service.id === 'bewohnerparkausweis');
  if (!parking) throw new TypeError('sample changed');
  for (const state of [null, { usable: false, reason: 'offline' }]) {
    const devices = { ...start.devices, [device]: state };
    expect(
      unavailability(parking, { devices, portals: start.portals, mayAskWallet: () => false, hasPhoneLink: false }),
    ).toBe(reason);
  }
});

test('an eID service that does not answer stops what reads the card, and nothing else', () => {
  const now = {
    devices: start.devices,
    portals: { [EID_SERVICE]: 'down', [BILL_REGISTER]: 'down' } as const,
    mayAskWallet: () => false,
    hasPhoneLink: false,
  };
  const stopped = start.services.filter((service) => unavailability(service, now) !== null);
  expect(stopped.map(({ id }) => id)).toEqual(['bewohnerparkausweis', 'meldebescheinigung']);
  expect(stopped.map((service) => unavailability(service, now))).toEqual(['eid-service', 'eid-service']);
});

test('a portal that is down stops what must not wait, not what may', () => {
  const portals = Object.fromEntries(start.services.map(({ id }) => [id, 'down' as const]));
  const now = { devices: start.devices, portals, mayAskWallet: () => false, hasPhoneLink: false };
  const stopped = start.services.filter((service) => unavailability(service, now) === 'portal-down');
  expect(stopped.map(({ id }) => id)).toContain('bewohnerparkausweis');
  expect(stopped.filter(({ whenPortalDown }) => whenPortalDown === 'defer')).toEqual([]);
  const dog = start.services.find(({ id }) => id === 'hundesteuer-anmelden');
  expect(dog && unavailability(dog, now)).toBeNull();
});

test('without a scanner a service is offered where its evidence can come from a telephone', () => {
  const parking = start.services.find(({ id }) => id === 'bewohnerparkausweis');
  if (!parking) throw new TypeError('no such service');
  const now = { devices: { ...start.devices, scanner: null }, portals: start.portals, mayAskWallet: () => false };
  expect(unavailability(parking, { ...now, hasPhoneLink: true })).toBeNull();
  expect(unavailability(parking, { ...now, hasPhoneLink: false })).toBe('scanner-device');
  const down = { ...now, portals: { [PHONE_RELAY]: 'down' as const }, hasPhoneLink: true };
  expect(unavailability(parking, down)).toBe('scanner-device');
});

test('a service that takes photos from a telephone only waits for the relay', () => {
  const parking = start.services.find(({ id }) => id === 'bewohnerparkausweis');
  if (!parking) throw new TypeError('no such service');
  const service = { ...parking, evidence: parking.evidence.map((item) => ({ ...item, ways: ['phone' as const] })) };
  const now = { devices: start.devices, mayAskWallet: () => false, hasPhoneLink: true };
  expect(unavailability(service, { ...now, portals: {} })).toBeNull();
  expect(unavailability(service, { ...now, portals: { [PHONE_RELAY]: 'down' } })).toBe('portal-down');
});

test.each([
  ['the card terminal is broken', false, 'up', null],
  ['the payment portal is silent', true, 'down', null],
  ['both are', false, 'down', 'payment-device'],
] as const)('what costs money, where people pay online, too, and %s', (_, hasCard, portal, reason) => {
  const parking = start.services.find(({ id }) => id === 'bewohnerparkausweis');
  if (!parking) throw new TypeError('no such service');
  const now = {
    devices: { ...start.devices, payment: { usable: hasCard, reason: null } },
    portals: { [PAYMENT_PORTAL]: portal },
    mayAskWallet: () => false,
    hasPhoneLink: false,
    hasOnlinePayment: true,
  };
  expect(unavailability(parking, now)).toBe(reason);
});
