import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PublicKey,
  type X509Certificate,
  X509CertificateGenerator,
} from '../../foundation/x509.ts';

/** A key with its certificate and what that was issued by; never with the root. */
export interface CertifiedKey {
  readonly key: KeyObject;
  readonly keyPem: string;
  /** PEM: leaf, issuing authority. */
  readonly certificatePem: string;
  /** The same as base64 of DER. */
  readonly x5c: readonly string[];
}

/** A root and one issuing authority below it. */
export interface WalletPki {
  readonly rootPem: string;
  issue(subject: string): Promise<CertifiedKey>;
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** Fixed, so that certificates are good on any clock a test or a demo runs on. */
const VALID = { notBefore: new Date('2025-01-01T00:00:00Z'), notAfter: new Date('2045-01-01T00:00:00Z') };

/** @param name of the root, as its subject says it */
export async function createWalletPki(name: string): Promise<WalletPki> {
  const root = await keyPair();
  const issuing = await keyPair();
  const rootName = `CN=${name} Root, O=Musterstadt (Demo), C=DE`;
  const issuingName = `CN=${name} Issuing CA, O=Musterstadt (Demo), C=DE`;
  const rootCertificate = await authority(rootName, rootName, root.publicKey, root.privateKey);
  const issuer = await authority(issuingName, rootName, issuing.publicKey, root.privateKey);
  return {
    rootPem: rootCertificate.toString('pem'),
    async issue(subject) {
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
      const leaf = await X509CertificateGenerator.create({
        ...VALID,
        subject: `CN=${subject}, O=Musterstadt (Demo), C=DE`,
        issuer: issuer.subject,
        publicKey: new PublicKey(publicKey.export({ type: 'spki', format: 'der' })),
        signingKey: issuing.privateKey,
        signingAlgorithm: ALGORITHM,
        extensions: [
          new BasicConstraintsExtension(false, undefined, true),
          new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        ],
      });
      const chain = [leaf, issuer];
      const keyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
      return {
        key: createPrivateKey(keyPem),
        keyPem,
        certificatePem: chain.map((certificate) => certificate.toString('pem')).join('\n'),
        x5c: chain.map((certificate) => certificate.toString('base64')),
      };
    },
  };
}

const keyPair = () => crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);

const authority = (
  subject: string,
  issuer: string,
  publicKey: CryptoKey,
  signingKey: CryptoKey,
): Promise<X509Certificate> =>
  X509CertificateGenerator.create({
    ...VALID,
    subject,
    issuer,
    publicKey,
    signingKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(true, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  });
