import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
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
