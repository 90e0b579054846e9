import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { openCertificateAuthority } from './certificate-authority.ts';
import { DELAYS } from './delays.ts';

const directory = mkdtempSync(join(tmpdir(), 'hub-ca-'));
afterEach(() => rmSync(directory, { recursive: true, force: true }));

test('the certificate of the hub is made anew past half of its life and for other names, by the same authority', async () => {
  const clock = new SimulatedClock();
  const open = async (names?: readonly string[]) => {
    const { serverChainPem, caFingerprint } = await openCertificateAuthority(directory, clock, names);
    return { certificate: new X509Certificate(serverChainPem), caFingerprint };
  };
  const first = await open();
  expect((await open()).certificate.fingerprint256).toBe(first.certificate.fingerprint256);
  const named = await open(['localhost', 'hub.example.org', '10.1.2.3']);
  expect([named.certificate.checkHost('hub.example.org'), named.certificate.checkIP('10.1.2.3')]).toEqual([
    'hub.example.org',
    '10.1.2.3',
  ]);
  clock.jumpWallClock(DELAYS.certificateLife * 0.6);
  const renewed = await open(['localhost', 'hub.example.org']);
  expect(renewed.certificate.fingerprint256).not.toBe(named.certificate.fingerprint256);
  expect(renewed.caFingerprint).toBe(first.caFingerprint);
});

test('the certificate of the hub is renewed while it runs; one that another process made is taken over', async () => {
  const clock = new SimulatedClock();
  const [one, other] = [
    await openCertificateAuthority(directory, clock),
    await openCertificateAuthority(directory, clock),
  ];
  const before = { chain: one.serverChainPem, key: one.serverKeyPem, endsAt: one.serverExpiresAt };
  expect(await one.renewServer()).toBe(false);
  clock.jumpWallClock(DELAYS.certificateLife * 0.6);
  expect(await one.renewServer()).toBe(true);
  expect([one.serverChainPem === before.chain, one.serverKeyPem === before.key]).toEqual([false, false]);
  expect(one.serverExpiresAt).toBeGreaterThan(before.endsAt);
  expect(await other.renewServer()).toBe(true);
  expect([other.serverChainPem, other.serverKeyPem]).toEqual([one.serverChainPem, one.serverKeyPem]);
  expect(await one.renewServer()).toBe(false);
});

test('key and certificate of two renewals at once are no pair: both are made anew, and the authority stays', async () => {
  const clock = new SimulatedClock();
  const first = await openCertificateAuthority(directory, clock);
  writeFileSync(join(directory, 'server.key'), readFileSync(join(directory, 'ca.key')));
  expect(await first.renewServer()).toBe(true);
  const again = await openCertificateAuthority(directory, clock);
  const certificate = new X509Certificate(again.serverChainPem);
  expect(certificate.checkPrivateKey(createPrivateKey(again.serverKeyPem))).toBe(true);
  expect(again.caFingerprint).toBe(first.caFingerprint);
});
