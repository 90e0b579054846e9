import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConnectionOptions, connect, createServer, type TLSSocket } from 'node:tls';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { createLog } from '../../foundation/log.ts';
import { type HubCertificates, openCertificateAuthority } from './certificate-authority.ts';
import { DELAYS } from './delays.ts';
import { keepServerCertificate, secureContextOf } from './server-certificate.ts';

let directory: string;
const cleanUps: (() => void)[] = [];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'hub-server-'));
});
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0).reverse()) cleanUp();
  rmSync(directory, { recursive: true, force: true });
});

/** A server that says everything back, as the link server keeps its certificate. */
async function serving() {
  const clock = new SimulatedClock();
  const lines: string[] = [];
  const certificates = await openCertificateAuthority(join(directory, 'pki'), clock);
  const server = createServer(secureContextOf(certificates), (socket) => socket.pipe(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const log = createLog((line) => lines.push(line), clock);
  const stop = keepServerCertificate({ certificates, server, clock, log });
  cleanUps.push(() => server.close(), stop);
  const { port } = server.address() as AddressInfo;
  const halfItsLife = async () => {
    clock.jumpWallClock(DELAYS.certificateLife * 0.6);
    await clock.advance(DELAYS.renewalLookEvery);
    // Keys and signatures are made beside the event loop.
    await expect.poll(() => lines.length).toBeGreaterThan(0);
  };
  return {
    clock,
    lines,
    certificates,
    stop,
    halfItsLife,
    dial: (how?: ConnectionOptions) => dial(port, certificates, how),
  };
}

async function dial(port: number, { caPem }: HubCertificates, how: ConnectionOptions = {}): Promise<TLSSocket> {
  // The simulated date is another than that of TLS: only the chain is looked at.
  const socket = connect({ host: '127.0.0.1', port, ca: caPem, rejectUnauthorized: false, ...how });
  cleanUps.push(() => socket.destroy());
  await new Promise((resolve, reject) => socket.once('secureConnect', resolve).once('error', reject));
  return socket;
}

const fingerprintOf = (socket: TLSSocket) => socket.getPeerCertificate().fingerprint256;

async function echo(socket: TLSSocket, text: string): Promise<string> {
  socket.write(text);
  return new Promise((resolve) => socket.once('data', (data) => resolve(String(data))));
}

test('past half of its life the certificate is exchanged without a restart; what is connected stays connected', async () => {
  const { dial, halfItsLife, lines } = await serving();
  const before = await dial();
  await halfItsLife();
  const after = await dial();
  expect(fingerprintOf(after)).not.toBe(fingerprintOf(before));
  expect(after.getPeerCertificate(true).issuerCertificate.fingerprint256).toBe(
    before.getPeerCertificate(true).issuerCertificate.fingerprint256,
  );
  expect([await echo(before, 'before'), await echo(after, 'after')]).toEqual(['before', 'after']);
  expect(lines.join('')).toContain('hub.server-certificate.renewed');
});

test('TLS 1.2 is refused after the exchange as before', async () => {
  const { dial, halfItsLife } = await serving();
  await expect(dial({ maxVersion: 'TLSv1.2' })).rejects.toThrow();
  await halfItsLife();
  await expect(dial({ maxVersion: 'TLSv1.2' })).rejects.toThrow();
});

test('a certificate that is good for long stays', async () => {
  const { clock, dial, lines } = await serving();
  const before = fingerprintOf(await dial());
  await clock.advance(DELAYS.renewalLookEvery * 3);
  expect([fingerprintOf(await dial()), lines]).toEqual([before, []]);
});

test('what could not be renewed is told and tried again; the old one is shown meanwhile', async () => {
  const { clock, dial, halfItsLife, lines } = await serving();
  const before = fingerprintOf(await dial());
  renameSync(join(directory, 'pki'), join(directory, 'away'));
  await halfItsLife();
  expect(lines.join('')).toContain('hub.server-certificate.not-renewed');
  expect(fingerprintOf(await dial())).toBe(before);
  renameSync(join(directory, 'away'), join(directory, 'pki'));
  await clock.advance(DELAYS.renewalLookEvery);
  await expect.poll(() => lines.join('')).toContain('hub.server-certificate.renewed');
  expect(fingerprintOf(await dial())).not.toBe(before);
});

test('stopped, it looks no more', async () => {
  const { clock, stop } = await serving();
  stop();
  expect(clock.waiting).toBe(0);
});
