import { generateKeyPairSync } from 'node:crypto';
import { CompactSign } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ok } from '../../foundation/result.ts';
import { type WalletWorld, walletWorld } from './test-support/wallet-world.ts';
import { createWalletVerifier, type WalletVerifierOptions } from './verifier.ts';

let world: WalletWorld;
beforeAll(async () => {
  world = await walletWorld();
});
afterAll(() => world.close());

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const keyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
const largeKeyPem = generateKeyPairSync('ec', { namedCurve: 'secp384r1' }).privateKey.export({
  type: 'pkcs8',
  format: 'pem',
}) as string;

const registered = (typ: string, claims: object) =>
  new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ alg: 'ES256', typ })
    .sign(privateKey);

const ENTRY = {
  name: 'Stadt Musterstadt',
  purpose: [{ lang: 'de-DE', value: 'Identifikation' }],
  privacy_policy: 'https://musterstadt.example/datenschutz',
  iat: 1_800_000_000,
};

const CASES: readonly [string, string, () => Promise<Partial<WalletVerifierOptions>>][] = [
  [
    'no access certificate',
    'access-certificate',
    async () => ({ access: { ...world.office.access, certificatePem: '' } }),
  ],
  ['no access key', 'access-key', async () => ({ access: { ...world.office.access, keyPem: 'x' } })],
  [
    'an access key on another curve',
    'access-key',
    async () => ({ access: { ...world.office.access, keyPem: largeKeyPem } }),
  ],
  ['a key of another certificate', 'access-key-mismatch', async () => ({ access: { ...world.office.access, keyPem } })],
  ['no registration certificate', 'registration-malformed', async () => ({ registrationCertificate: 'x' })],
  [
    'another JWT as registration',
    'registration-wrong-type',
    async () => ({ registrationCertificate: await registered('JWT', ENTRY) }),
  ],
  [
    'a registration without purpose',
    'registration-malformed',
    async () => ({
      registrationCertificate: await registered('rc-wrp+jwt', { ...ENTRY, credentials: [], purpose: [] }),
    }),
  ],
  [
    'a registration for no identity',
    'registration-no-pid',
    async () => ({ registrationCertificate: await registered('rc-wrp+jwt', { ...ENTRY, credentials: [] }) }),
  ],
  [
    'no root for identities',
    'trust-list',
    async () => ({ trust: [{ rootsPem: world.issuer.rootPem, purposes: ['status-list'] }] }),
  ],
  ['a trust list that is no PEM', 'trust-list', async () => ({ trust: [{ rootsPem: 'x', purposes: ['pid'] }] })],
  [
    'a relay whose address is too long for a QR code',
    'relay-address',
    async () => ({
      relay: {
        ...world.options.relay,
        addressesOf: () => ({ requestUrl: `https://${'a'.repeat(300)}.example`, responseUrl: '' }),
      },
    }),
  ],
];

test.each(CASES)('%s is told when the terminal starts: %s', async (_, problem, wrong) => {
  expect(createWalletVerifier({ ...world.options, ...(await wrong()) })).toEqual({ ok: false, error: problem });
});

test('who asks, for what and how long is what the registration says, in German', () => {
  expect(world.verifier.registration).toMatchObject({
    name: 'Stadt Musterstadt',
    purpose: 'Identifikation am Bürger-Terminal',
    privacyPolicyUrl: 'https://musterstadt.example/datenschutz',
  });
});

test('a registration without an end is good for twelve months', async () => {
  const credentials = [
    {
      format: 'mso_mdoc',
      meta: { doctype_value: 'eu.europa.ec.eudi.pid.1' },
      claim: [{ path: ['eu.europa.ec.eudi.pid.1'] }],
    },
  ];
  const registrationCertificate = await registered('rc-rp+jwt', { ...ENTRY, credentials });
  const created = createWalletVerifier({ ...world.options, registrationCertificate });
  expect(created).toMatchObject(ok({ registration: { validUntil: 1_800_000_000_000 + 365 * 86_400_000 } }));
});
