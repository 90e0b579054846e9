import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { CompactSign } from 'jose';
import { beforeAll, expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { err, ok } from '../../foundation/result.ts';
import { openPortalKeys, type PortalKey } from '../../simulators/fit-connect/keys.ts';
import { DESTINATION, KEY_DIRECTORY } from '../../simulators/fit-connect/test-support/portal.ts';
import { type Addressing, signAddressing } from '../../simulators/routing/addressing-signature.ts';
import { delays } from './delays.ts';
import { type Expected, verifyDestinationSignature } from './verify-destination-signature.ts';

const clock = new SimulatedClock();
const OTHER = '6b2c7f44-0c1e-4c5e-9a51-52d2f0a1bfff';
let key: PortalKey;
let expected: Expected;

beforeAll(async () => {
  const keys = await openPortalKeys(KEY_DIRECTORY);
  key = await keys.signing('self-service-portal');
  const { n, e } = key.publicJwk;
  expected = {
    destinationId: DESTINATION,
    leika: '99102013104000',
    issuer: 'https://portal.example',
    submissionHost: 'submission.example',
    keys: async (kid) =>
      kid === key.kid ? ok(createPublicKey({ key: { kty: 'RSA', n, e }, format: 'jwk' })) : err('unknown-key'),
    now: clock.now(),
  };
}, 60_000);

const sign = (changes: Partial<Addressing> = {}, by: Pick<PortalKey, 'kid' | 'privateKey'> = key) =>
  signAddressing(clock, by, {
    issuer: 'https://portal.example',
    submissionHost: 'submission.example',
    destinationId: DESTINATION,
    services: ['99102013104000'],
    ...changes,
  });

const reasonFor = async (token: string, changes: Partial<Expected> = {}) => {
  const verified = await verifyDestinationSignature(token, { ...expected, ...changes });
  return verified.ok ? null : verified.error;
};

/** The same token with another part. */
const swap = (token: string, part: number, value: string) => token.split('.').with(part, value).join('.');
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const payloadOf = (token: string): object => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

test('what the portal signed for this destination and service is believed', async () =>
  expect(await reasonFor(await sign())).toBeNull());

test('signed for another destination: a route that sends requests elsewhere', async () =>
  expect(await reasonFor(await sign({ destinationId: OTHER }))).toBe('wrong-destination'));

test('a destination put into the payload afterwards', async () => {
  const token = await sign({ destinationId: OTHER });
  const altered = swap(token, 1, encode({ ...payloadOf(token), destinationId: DESTINATION }));
  expect(await reasonFor(altered)).toBe('bad-signature');
});

test('signed by somebody else under the portal’s key id', async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  expect(await reasonFor(await sign({}, { kid: key.kid, privateKey }))).toBe('bad-signature');
});

test('a key that the portal does not publish', async () =>
  expect(await reasonFor(await sign({}, { ...key, kid: 'elsewhere' }))).toBe('unknown-key'));

test('the algorithm "none"', async () => {
  const token = await sign();
  const unsigned = swap(swap(token, 0, encode({ alg: 'none', typ: 'jwt', kid: key.kid })), 2, '');
  expect(await reasonFor(unsigned)).toBe('wrong-algorithm');
});

test('a MAC whose secret is the public key', async () => {
  const secret = Buffer.from(JSON.stringify(key.publicJwk));
  const payload = new TextEncoder().encode(JSON.stringify(payloadOf(await sign())));
  const token = await new CompactSign(payload)
    .setProtectedHeader({ alg: 'HS256', typ: 'jwt', kid: key.kid })
    .sign(secret);
  expect(await reasonFor(token)).toBe('wrong-algorithm');
});

test('an event token of the same portal is no addressing information', async () => {
  const token = await new CompactSign(new TextEncoder().encode('{}'))
    .setProtectedHeader({ alg: 'PS512', typ: 'secevent+jwt', kid: key.kid })
    .sign(key.privateKey);
  expect(await reasonFor(token)).toBe('wrong-type');
});

test('no signature at all', async () => expect(await reasonFor('')).toBe('malformed'));

test('another portal than the configured one', async () =>
  expect(await reasonFor(await sign({ issuer: 'https://other.example' }))).toBe('wrong-issuer'));

test('a destination of another delivery service', async () =>
  expect(await reasonFor(await sign({ submissionHost: 'other.example' }))).toBe('wrong-delivery-service'));

test('a destination that was not entered for this service', async () =>
  expect(await reasonFor(await sign({ services: ['99108001001000'] }))).toBe('wrong-service'));

test('a signature from the future', async () =>
  expect(await reasonFor(await sign(), { now: clock.now() - delays.clockSkew - 1000 })).toBe('issued-in-future'));

test('claims that are none', async () => {
  const token = await new CompactSign(new TextEncoder().encode('[]'))
    .setProtectedHeader({ alg: 'PS512', typ: 'JWT', kid: key.kid })
    .sign(key.privateKey);
  expect(await reasonFor(token)).toBe('bad-claims');
});

test('keys that cannot be read now are no refusal', async () =>
  expect(await reasonFor(await sign(), { keys: async () => err('keys-unreachable') })).toBe('keys-unreachable'));
