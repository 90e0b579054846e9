import { afterAll, beforeAll, expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { ok } from '../../../foundation/result.ts';
import { openPortalKeys, type PortalKey } from '../../../simulators/fit-connect/keys.ts';
import {
  DESTINATION,
  KEY_DIRECTORY,
  startTestPortal,
  type TestPortal,
} from '../../../simulators/fit-connect/test-support/portal.ts';
import { createHttp } from '../../http/request.ts';
import type { Destinations } from '../api/destinations.ts';
import { delays } from '../delays.ts';
import type { KeyTrust } from '../sealing/key-check.ts';
import { createKeyLookup } from './signing-keys.ts';

const clock = new SimulatedClock();
let t: TestPortal;
let service: PortalKey;
let destination: PortalKey;

beforeAll(async () => {
  t = await startTestPortal({ clock });
  const keys = await openPortalKeys(KEY_DIRECTORY);
  service = await keys.deliveryService();
  destination = await keys.signing(DESTINATION);
}, 60_000);
afterAll(() => t.stop());

const unused = () => {
  throw new Error('not asked here');
};

function lookup(published: unknown, trust: KeyTrust = { trustedRoots: [t.portal.rootPem], production: true }) {
  let jwksCalls = 0;
  const destinations: Destinations = {
    read: unused,
    ready: unused,
    open: unused,
    key: async () => ok(published as PortalKey['publicJwk']),
  };
  const http = createHttp(clock, (input, init) => {
    jwksCalls++;
    return fetch(input, init);
  });
  const find = createKeyLookup({
    deliveryServiceIssuer: t.portal.deliveryServiceIssuer,
    destinations,
    http,
    clock,
    trust,
  });
  return { find, jwksCalls: () => jwksCalls };
}

const ofDestination = { kind: 'destination', id: DESTINATION } as const;
const ofService = { kind: 'delivery-service' } as const;

test('the delivery service’s key is read once and kept', async () => {
  const { find, jwksCalls } = lookup(null);
  await find(ofService, service.kid);
  expect(await find(ofService, service.kid)).toMatchObject({ ok: true, value: { kid: service.kid } });
  expect(jwksCalls()).toBe(1);
});

test('unknown key ids do not become a flood of requests', async () => {
  const { find, jwksCalls } = lookup(null);
  for (let i = 0; i < 5; i++) expect(await find(ofService, `unknown-${i}`)).toMatchObject({ error: 'unknown-key' });
  expect(jwksCalls()).toBe(1);
  await clock.advance(delays.jwksRefresh);
  await find(ofService, 'unknown');
  expect(jwksCalls()).toBe(2);
});

test('the key set cannot be fetched', async () => {
  t.portal.addFault('signing-keys', { kind: 'status', status: 503 });
  expect(await lookup(null).find(ofService, service.kid)).toMatchObject({ error: 'unreachable' });
});

test('a destination’s certified signature key', async () => {
  expect(await lookup(destination.publicJwk).find(ofDestination, destination.kid)).toMatchObject({ ok: true });
});

test('a destination’s encryption key does not sign', async () => {
  const key = await (await openPortalKeys(KEY_DIRECTORY)).encryption(DESTINATION, 0);
  expect(await lookup(key.publicJwk).find(ofDestination, key.kid)).toMatchObject({ error: 'unfit-key' });
});

test('a signature key that is not meant for verifying', async () => {
  const key = { ...destination.publicJwk, key_ops: ['sign'] };
  expect(await lookup(key).find(ofDestination, key.kid)).toMatchObject({ error: 'unfit-key' });
});

test('a signature key without certificate in production', async () => {
  const { x5c: _, ...key } = destination.publicJwk;
  expect(await lookup(key).find(ofDestination, key.kid)).toMatchObject({ error: 'unfit-key' });
});

test('a signature key of a test system', async () => {
  const { x5c: _, ...key } = destination.publicJwk;
  const { find } = lookup(key, { trustedRoots: null, production: false });
  expect(await find(ofDestination, key.kid)).toMatchObject({ ok: true });
});
