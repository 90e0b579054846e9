import { createHash, createPrivateKey, randomBytes, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import type { Clock } from '../../foundation/clock.ts';
import { Refusal } from '../../foundation/errors.ts';
import * as x509 from '../../foundation/x509/x509.ts';
import type { CertificateAuthority } from '../domain/enrolment.ts';
import { DELAYS } from './delays.ts';

const KEY = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** What begins with `server` is of the newest certificate that was made or found. */
export interface HubCertificates extends CertificateAuthority {
  readonly serverKeyPem: string;
  /** The hub's own certificate followed by the CA's. */
  readonly serverChainPem: string;
  /** Epoch milliseconds. */
  readonly caExpiresAt: number;
  readonly serverExpiresAt: number;
  /**
   * Makes the hub's own certificate anew if half of its life is over, or takes one that another process has made in the
   * same directory. @returns whether there is another than before
   */
  renewServer(): Promise<boolean>;
}

/**
 * Loads the hub's own certification authority from `directory` (0700), or makes one at the first start. The hub's own
 * certificate is made anew when half of its life is over, or when it does not carry all names.
 * @param names host names and IP addresses under which terminals dial
 */
export async function openCertificateAuthority(
  directory: string,
  clock: Clock,
  names: readonly string[] = ['localhost', '127.0.0.1'],
): Promise<HubCertificates> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const ca = await loadOrMake(directory, 'ca', () => makeCa(clock));
  const serverNow = () =>
    loadOrMake(
      directory,
      'server',
      () => makeServer(ca, clock, names),
      (certificate) => isGood(certificate, names, clock) && isOfKey(certificate, join(directory, 'server.key')),
    );
  let server = await shown(await serverNow());
  return {
    caPem: ca.certificate.toString('pem'),
    caFingerprint: fingerprint(ca.certificate),
    caExpiresAt: ca.certificate.notAfter.getTime(),
    get serverKeyPem() {
      return server.keyPem;
    },
    get serverChainPem() {
      return `${server.certificatePem}\n${ca.certificate.toString('pem')}\n`;
    },
    get serverExpiresAt() {
      return server.expiresAt;
    },
    async renewServer() {
      const before = server.certificatePem;
      server = await shown(await serverNow());
      return server.certificatePem !== before;
    },
    async issue(csrPem, terminalId) {
      const request = parseRequest(csrPem);
      if (!(await request.verify())) throw new Refusal('bad-request', 'signature of the certificate request');
      const certificate = await x509.X509CertificateGenerator.create({
        serialNumber: serial(),
        subject: `CN=${terminalId},OU=terminal`,
        issuer: ca.certificate.subject,
        ...validity(clock, DELAYS.certificateLife),
        signingKey: ca.key,
        publicKey: request.publicKey,
        signingAlgorithm: KEY,
        extensions: [
          new x509.BasicConstraintsExtension(false, undefined, true),
          new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
          new x509.ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.2']),
        ],
      });
      return { certificatePem: certificate.toString('pem'), fingerprint: fingerprint(certificate) };
    },
  };
}

interface KeyPair {
  readonly key: CryptoKey;
  readonly certificate: x509.X509Certificate;
}

async function shown({ key, certificate }: KeyPair) {
  return {
    keyPem: await privatePem(key),
    certificatePem: certificate.toString('pem'),
    expiresAt: certificate.notAfter.getTime(),
  };
}

async function makeCa(clock: Clock): Promise<KeyPair> {
  const keys = await crypto.subtle.generateKey(KEY, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: 'CN=Buerger-Terminal Hub CA',
    ...validity(clock, DELAYS.caLife),
    keys,
    signingAlgorithm: KEY,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    ],
  });
  return { key: keys.privateKey, certificate };
}

async function makeServer(ca: KeyPair, clock: Clock, names: readonly string[]): Promise<KeyPair> {
  const keys = await crypto.subtle.generateKey(KEY, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serial(),
    subject: 'CN=Buerger-Terminal Hub',
    issuer: ca.certificate.subject,
    ...validity(clock, DELAYS.certificateLife),
    signingKey: ca.key,
    publicKey: keys.publicKey,
    signingAlgorithm: KEY,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.1']),
      new x509.SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIP(value) ? ('ip' as const) : ('dns' as const), value })),
      ),
    ],
  });
  return { key: keys.privateKey, certificate };
}

function isGood(certificate: x509.X509Certificate, names: readonly string[], clock: Clock): boolean {
  const halfLife = (certificate.notBefore.getTime() + certificate.notAfter.getTime()) / 2;
  const known = new X509Certificate(Buffer.from(certificate.rawData));
  const hasName = (name: string) => (isIP(name) ? known.checkIP(name) : known.checkHost(name)) !== undefined;
  return clock.now() < halfLife && names.every(hasName);
}

async function loadOrMake(
  directory: string,
  name: string,
  make: () => Promise<KeyPair>,
  isStillGood: (certificate: x509.X509Certificate) => boolean = () => true,
): Promise<KeyPair> {
  const keyFile = join(directory, `${name}.key`);
  const certificateFile = join(directory, `${name}.crt`);
  if (existsSync(keyFile) && existsSync(certificateFile)) {
    const der = x509.PemConverter.decodeFirst(readFileSync(keyFile, 'utf8'));
    const key = await crypto.subtle.importKey('pkcs8', der, KEY, true, ['sign']);
    const certificate = new x509.X509Certificate(readFileSync(certificateFile, 'utf8'));
    if (isStillGood(certificate)) return { key, certificate };
  }
  const made = await make();
  writeFileSync(keyFile, await privatePem(made.key), { mode: 0o600 });
  writeFileSync(certificateFile, made.certificate.toString('pem'), { mode: 0o600 });
  return made;
}

/** A hub that was killed between the two writes, or two that renewed at once, leave a pair that is none. */
const isOfKey = (certificate: x509.X509Certificate, keyFile: string): boolean =>
  new X509Certificate(Buffer.from(certificate.rawData)).checkPrivateKey(createPrivateKey(readFileSync(keyFile)));

async function privatePem(key: CryptoKey): Promise<string> {
  return x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');
}

function parseRequest(csrPem: string): x509.Pkcs10CertificateRequest {
  try {
    return new x509.Pkcs10CertificateRequest(csrPem);
  } catch {
    throw new Refusal('bad-request', 'not a PKCS#10 request');
  }
}

/** SHA-256 of a certificate's DER, lower-case hex. */
function fingerprint(certificate: x509.X509Certificate): string {
  return createHash('sha256').update(Buffer.from(certificate.rawData)).digest('hex');
}

function validity(clock: Clock, life: number): { notBefore: Date; notAfter: Date } {
  return { notBefore: new Date(clock.now() - DELAYS.certificateBackdated), notAfter: new Date(clock.now() + life) };
}

function serial(): string {
  const bytes = randomBytes(16);
  bytes[0] = (bytes[0] ?? 0) & 0x7f;
  return bytes.toString('hex');
}
