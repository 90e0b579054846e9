import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { openPortalKeys } from '../../simulators/fit-connect/keys.ts';
import { KEY_DIRECTORY } from '../../simulators/fit-connect/test-support/portal.ts';
import { createHttp } from '../http/request.ts';
import { delays } from './delays.ts';
import { createPortalKeys } from './portal-keys.ts';

const clock = new SimulatedClock();
const GOOD = {
  ...(await (await openPortalKeys(KEY_DIRECTORY)).signing('self-service-portal')).publicJwk,
  kid: 'signing-1',
};

/** A portal that publishes these keys. */
function portal(...published: readonly object[]) {
  const keys = [...published];
  let reads = 0;
  const http = createHttp(clock, async () => {
    reads++;
    return new Response(JSON.stringify({ keys }));
  });
  const find = createPortalKeys({ selfServicePortal: 'https://portal.example', http, clock });
  return { keys, reads: () => reads, find: (kid = 'signing-1') => find(kid) };
}

test('the key set is read once', async () => {
  const p = portal(GOOD);
  expect(await p.find()).toMatchObject({ ok: true });
  expect(await p.find()).toMatchObject({ ok: true });
  expect(p.reads()).toBe(1);
});

test('unknown key ids do not become a flood of questions', async () => {
  const p = portal(GOOD);
  for (const kid of ['a', 'b', 'c']) expect(await p.find(kid)).toMatchObject({ error: 'unknown-key' });
  expect(p.reads()).toBe(1);
});

test('a key that is no longer published vouches for nothing once the set is read again', async () => {
  const p = portal(GOOD);
  await p.find();
  p.keys.splice(0, 1, { ...GOOD, kid: 'signing-2' });
  await clock.advance(delays.keysRefresh);
  expect(await p.find('signing-2')).toMatchObject({ ok: true });
  expect(await p.find()).toMatchObject({ error: 'unknown-key' });
});

test('a key for encryption signs nothing', async () =>
  expect(await portal({ ...GOOD, alg: 'RSA-OAEP-256', key_ops: ['wrapKey'] }).find()).toMatchObject({
    error: 'unfit-key',
  }));

test('a key of 2048 bit', async () => {
  const short = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' });
  expect(await portal({ ...GOOD, n: short.n }).find()).toMatchObject({ error: 'unfit-key' });
});
