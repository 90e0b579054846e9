import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PublicKey,
  X509CertificateGenerator,
} from '../../../foundation/x509/x509.ts';
import { openPortalKeys, type PortalKey, type PortalKeys } from '../../../simulators/fit-connect/keys.ts';
import { createPki } from '../../../simulators/fit-connect/pki.ts';
import { DESTINATION, KEY_DIRECTORY } from '../../../simulators/fit-connect/test-support/portal.ts';
import { checkEncryptionKey, type KeyCheckOptions } from './key-check.ts';

const NOW = Date.UTC(2026, 5, 1);

let keys: PortalKeys;
let good: PortalKey['publicJwk'];
let strict: KeyCheckOptions;
let elsewhere: string;

beforeAll(async () => {
  keys = await openPortalKeys(KEY_DIRECTORY);
  good = (await keys.encryption(DESTINATION, 0)).publicJwk;
  strict = { trustedRoots: [keys.rootPem], production: true, now: NOW };
  elsewhere = await mkdtemp(join(tmpdir(), 'bt-pki-'));
}, 60_000);
afterAll(() => rm(elsewhere, { recursive: true, force: true }));

const refusal = (jwk: unknown, options: KeyCheckOptions = strict) => {
  const result = checkEncryptionKey(jwk, options);
  return result.ok ? 'accepted' : result.error;
};

test('a certified key whose chain leads to the configured root is accepted', () => {
  expect(checkEncryptionKey(good, strict)).toEqual({ ok: true, value: good });
});

test('a root is found among several in one PEM text', async () => {
  const other = await createPki(elsewhere);
  expect(refusal(good, { ...strict, trustedRoots: [`${other.rootPem}\n${keys.rootPem}`] })).toBe('accepted');
});

test('no JWK at all', () => expect(refusal('nonsense')).toBe('wrong-algorithm'));
test('a JWK without a modulus', () => expect(refusal({ ...good, n: undefined })).toBe('malformed'));
test('a modulus that is not a number', () => expect(refusal({ ...good, n: 'no number!' })).toBe('malformed'));
test('a signature key', () => expect(refusal({ ...good, key_ops: ['verify'] })).toBe('wrong-operation'));
test('a key for more than wrapping', () =>
  expect(refusal({ ...good, key_ops: ['wrapKey', 'encrypt'] })).toBe('wrong-operation'));
test('a key for another algorithm', () => expect(refusal({ ...good, alg: 'RSA-OAEP' })).toBe('wrong-algorithm'));

test('a key of 2048 bit', () => {
  const { n } = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' });
  expect(refusal({ ...good, n })).toBe('too-short');
});

test('another public exponent', () => expect(refusal({ ...good, e: 'Aw' })).toBe('wrong-exponent'));
test('no certificate where roots are configured', () =>
  expect(refusal({ ...good, x5c: undefined })).toBe('no-certificate'));
test('a certificate that cannot be read', () =>
  expect(refusal({ ...good, x5c: ['AAAA'] })).toBe('certificate-malformed'));
test('an endless chain', () =>
  expect(refusal({ ...good, x5c: Array(50).fill(good.x5c[0]) })).toBe('certificate-malformed'));

test('a certificate for another key', async () => {
  const other = (await keys.signing(DESTINATION)).publicJwk;
  expect(refusal({ ...good, x5c: other.x5c })).toBe('certificate-mismatch');
});

test('a certificate that is not yet valid', () =>
  expect(refusal(good, { ...strict, now: Date.UTC(2024, 0, 1) })).toBe('certificate-not-yet-valid'));
test('an expired certificate', () =>
  expect(refusal(good, { ...strict, now: Date.UTC(2050, 0, 1) })).toBe('certificate-expired'));

test('a chain to another root', async () => {
  const other = await createPki(join(elsewhere, 'other'));
  expect(refusal(good, { ...strict, trustedRoots: [other.rootPem] })).toBe('untrusted');
});

test('a chain without its intermediate', () =>
  expect(refusal({ ...good, x5c: good.x5c.slice(0, 1) })).toBe('untrusted'));

test('an intermediate that is no authority', async () => {
  const { jwk, rootPem } = await certifiedByLeaf();
  expect(refusal(jwk, { ...strict, trustedRoots: [rootPem] })).toBe('untrusted');
});

test('a self-signed certificate that only carries the root name', async () => {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const pair = await crypto.subtle.generateKey(
    { ...algorithm, modulusLength: 4096, publicExponent: Uint8Array.of(1, 0, 1) },
    true,
    ['sign', 'verify'],
  );
  const name = 'CN=Demo-Wurzel, O=Musterstadt (Demo), C=DE';
  const forged = await X509CertificateGenerator.createSelfSigned({
    keys: pair,
    name,
    signingAlgorithm: algorithm,
    notBefore: new Date(NOW - 1000),
    notAfter: new Date(NOW + 86_400_000),
    extensions: [new BasicConstraintsExtension(true)],
  });
  const { n, e } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  expect(refusal({ ...good, n, e, x5c: [forged.toString('base64')] })).toBe('untrusted');
});

test('production without roots', () => expect(refusal(good, { ...strict, trustedRoots: null })).toBe('roots-required'));
test('production with an empty list of roots', () =>
  expect(refusal(good, { ...strict, trustedRoots: [] })).toBe('roots-required'));
test('a root file that is none', () =>
  expect(refusal(good, { ...strict, trustedRoots: ['hello'] })).toBe('certificate-malformed'));

test('a test system without roots may publish keys without certificate', () =>
  expect(refusal({ ...good, x5c: undefined }, { trustedRoots: null, production: false, now: NOW })).toBe('accepted'));

test('a test system without roots still looks at what a certificate says', () =>
  expect(refusal(good, { trustedRoots: null, production: false, now: Date.UTC(2050, 0, 1) })).toBe(
    'certificate-expired',
  ));

/** A key certified by somebody who only holds an ordinary certificate of the same PKI. */
async function certifiedByLeaf(): Promise<{ jwk: unknown; rootPem: string }> {
  const pki = await createPki(join(elsewhere, 'leaf'));
  const middle = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const middleChain = await pki.issue(middle.publicKey, 'no authority');

  const signingKey = await crypto.subtle.importKey(
    'pkcs8',
    new Uint8Array(middle.privateKey.export({ type: 'pkcs8', format: 'der' })),
    { name: 'ECDSA', namedCurve: 'P-384' },
    false,
    ['sign'],
  );
  const pair = generateKeyPairSync('rsa', { modulusLength: 4096 });
  const leaf = await X509CertificateGenerator.create({
    subject: 'CN=leaf',
    issuer: 'CN=no authority, O=Musterstadt (Demo), C=DE',
    publicKey: new PublicKey(pair.publicKey.export({ type: 'spki', format: 'der' })),
    signingKey,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-384' },
    notBefore: new Date(NOW - 1000),
    notAfter: new Date(NOW + 86_400_000),
    extensions: [new KeyUsagesExtension(KeyUsageFlags.keyEncipherment)],
  });
  const { n, e } = pair.publicKey.export({ format: 'jwk' });
  return { jwk: { ...good, n, e, x5c: [leaf.toString('base64'), ...middleChain] }, rootPem: pki.rootPem };
}
