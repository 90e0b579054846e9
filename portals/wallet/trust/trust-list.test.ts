import { beforeAll, expect, test } from 'vitest';
import { chainOf, MAX_CHAIN } from '../../../foundation/x509/certificate-path.ts';
import {
  type CertifiedKey,
  createWalletPki,
  type OddCertificate,
  type WalletPki,
} from '../../../simulators/wallet/pki.ts';
import { readTrustList, type TrustList, type TrustPurpose } from './trust-list.ts';

const NOW = Date.UTC(2027, 1, 15);
let pki: WalletPki;
let trust: TrustList;

beforeAll(async () => {
  pki = await createWalletPki('PID Provider');
  const read = readTrustList([{ rootsPem: pki.rootPem, purposes: ['pid'] }]);
  if (!read.ok) throw new Error(read.error);
  trust = read.value;
});

const isTrusted = ({ x5c }: Pick<CertifiedKey, 'x5c'>, purpose: TrustPurpose = 'pid', now = NOW) =>
  trust.trusts(chainOf(x5c) ?? [], purpose, now);

test('who is issued below a root is trusted, for what the root is for', async () => {
  const issuer = await pki.issue('Issuer');
  expect([isTrusted(issuer), isTrusted(issuer, 'status-list')]).toEqual([true, false]);
});

test('nobody is trusted without what they were issued by', async () => {
  const { x5c } = await pki.issue('Issuer');
  expect(isTrusted({ x5c: x5c.slice(0, 1) })).toBe(false);
});

test('nobody is trusted before their root is valid', async () => {
  expect(isTrusted(await pki.issue('Issuer'), 'pid', Date.UTC(2024, 1, 1))).toBe(false);
});

const ODD: readonly [string, () => Promise<OddCertificate>][] = [
  ['whose certificate is over', async () => ({ notAfter: new Date(NOW - 1) })],
  ['who is an authority and signs identities all the same', async () => ({ ca: true })],
  ['whom somebody issued who is no authority', async () => ({ below: await pki.issue('Issuer') })],
];

test.each(ODD)('somebody is not trusted %s', async (_, odd) => {
  expect(isTrusted(await pki.issue('Issuer', await odd()))).toBe(false);
});

test('an issuer in the chain with a key of an unknown kind is none', async () => {
  const { x5c } = await pki.issue('Issuer');
  // The algorithm of its key, id-ecPublicKey, made into one that does not exist.
  const unknown = Buffer.from(
    Buffer.from(x5c[1] ?? '', 'base64')
      .toString('hex')
      .replace('2a8648ce3d0201', '2a8648ce3d027f'),
    'hex',
  );
  expect(isTrusted({ x5c: [x5c[0] ?? '', unknown.toString('base64')] })).toBe(false);
});

test('a chain that is longer than any PKI of an administration is not read', async () => {
  const { x5c } = await pki.issue('Issuer');
  expect(chainOf([...x5c, ...Array.from({ length: MAX_CHAIN }, () => x5c[1] ?? '')])).toBeNull();
});
