import { expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { createLog } from '../../../foundation/log.ts';
import type { WalletStart } from '../../../kiosk-app/channel/terminal/start.ts';
import { createLazyWallet } from '../../../kiosk-app/session/lazy-wallet.ts';
import { loadWallet } from '../../../kiosk-app/session/load-wallet.ts';
import { createFakeWallet } from '../../../kiosk-app/session/test-support/fake-wallet.ts';
import { registerOffice } from '../../../simulators/wallet/registrar.ts';

const NOW = Date.UTC(2027, 1, 15);
const RELAY = { url: 'https://relay.example', accessKey: 'key', caPem: null, link: true };
const REQUEST = { required: ['GivenNames'], optional: [] } as const;

async function configured(change: Partial<WalletStart> = {}) {
  const office = await registerOffice({
    name: 'Stadt Musterstadt',
    purpose: 'Anträge',
    privacyPolicyUrl: 'https://musterstadt.example/datenschutz',
    issuedAt: NOW - 1_000,
    validUntil: NOW + 1_000_000,
  });
  const logged: string[] = [];
  const clock = new SimulatedClock(NOW);
  const wallet: WalletStart = {
    accessCertificatePem: office.access.certificatePem,
    accessKeyPem: office.access.keyPem,
    registrationCertificate: office.registrationCertificate,
    trustListPems: [office.accessRootPem],
    ...change,
  };
  return { wallet, clock, logged, log: createLog((line) => logged.push(line), clock) };
}

test('the registration is known at once, and the verifier loaded once, with the first question or before', async () => {
  const { wallet, log } = await configured();
  let loads = 0;
  const load = async () => {
    loads += 1;
    return createFakeWallet();
  };
  const lazy = createLazyWallet(wallet, { log, load });
  expect(lazy?.registration).toMatchObject({ name: 'Stadt Musterstadt', purpose: 'Anträge' });
  expect(loads).toBe(0);
  await lazy?.prepare();
  expect(await lazy?.ask(REQUEST)).toMatchObject({ ok: true });
  expect(loads).toBe(1);
});

test('a registration that cannot be read: no wallet is offered, and the log says why', async () => {
  const { wallet, log, logged } = await configured({ registrationCertificate: 'no-jwt' });
  expect(createLazyWallet(wallet, { log, load: async () => createFakeWallet() })).toBeNull();
  expect(logged.join()).toContain('registration-malformed');
});

test('a key that is not that of the certificate: nobody is asked, and the log says why', async () => {
  const other = await configured();
  const { wallet, clock, log, logged } = await configured({ accessKeyPem: other.wallet.accessKeyPem });
  const lazy = createLazyWallet(wallet, { log, load: async () => loadWallet(wallet, RELAY, { clock, log }) });
  expect(await lazy?.ask(REQUEST)).toEqual({ ok: false, error: 'not-registered' });
  expect(logged.join()).toContain('access-key-mismatch');
});
