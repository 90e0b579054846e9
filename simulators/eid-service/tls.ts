import { createHash, randomBytes, X509Certificate } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '../../foundation/x509/x509.ts';

/** Key and certificate of the service, and the CA that a client has to trust. */
export interface ServerTls {
  /** PKCS #8 */
  readonly keyPem: string;
  /** Leaf certificate, then its issuer. */
  readonly certPem: string;
  readonly caPem: string;
}

/**
 * The eID client refuses RSA keys below 3000 bits (below 2000 before AusweisApp 2.3) and anything but TLS 1.2 with RSA
 * key exchange for the PSK.
 */
const RSA = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 3072,
  publicExponent: new Uint8Array([1, 0, 1]),
} as const;
const EC = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY = 86_400_000;
/** Test certificates only: long enough that a simulated clock and the machine's may differ by years. */
const VALID_DAYS = 3650;

/** One for all servers of a process: a key of this length takes seconds to make. */
let rsaKeys: Promise<CryptoKeyPair> | undefined;
const serverKeys = (): Promise<CryptoKeyPair> => {
  rsaKeys ??= crypto.subtle.generateKey(RSA, true, ['sign', 'verify']);
  return rsaKeys;
};

const serial = () => randomBytes(8).toString('hex');

/**
 * A CA of its own and a certificate for localhost.
 * @param now milliseconds since 1970
 */
export async function makeTls(now: number): Promise<ServerTls> {
  const validity = { notBefore: new Date(now - DAY), notAfter: new Date(now + VALID_DAYS * DAY) };
  const caKeys = await crypto.subtle.generateKey(EC, true, ['sign', 'verify']);
  const ca = await X509CertificateGenerator.createSelfSigned({
    ...validity,
    serialNumber: serial(),
    name: 'CN=Test eID-Service CA',
    keys: caKeys,
    signingAlgorithm: EC,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(caKeys.publicKey),
    ],
  });
  const keys = await serverKeys();
  const leaf = await X509CertificateGenerator.create({
    ...validity,
    serialNumber: serial(),
    subject: 'CN=localhost',
    issuer: ca.subject,
    publicKey: keys.publicKey,
    signingKey: caKeys.privateKey,
    signingAlgorithm: EC,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      // keyEncipherment: RSA-PSK encrypts the premaster secret with this key.
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        { type: 'ip', value: '127.0.0.1' },
      ]),
      await AuthorityKeyIdentifierExtension.create(caKeys.publicKey),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  const keyPem = `-----BEGIN PRIVATE KEY-----\n${pkcs8.match(/.{1,64}/g)?.join('\n')}\n-----END PRIVATE KEY-----\n`;
  return { keyPem, certPem: `${leaf.toString('pem')}\n${ca.toString('pem')}\n`, caPem: `${ca.toString('pem')}\n` };
}

/** SHA-256 of the leaf certificate, as the certificate description lists it. */
export const certificateHash = (certPem: string): Buffer =>
  createHash('sha256').update(new X509Certificate(certPem).raw).digest();
