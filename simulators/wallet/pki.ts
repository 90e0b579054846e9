import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PublicKey,
  X509Certificate,
  X509CertificateGenerator,
} from '../../foundation/x509/x509.ts';
import { caCertificate, LASTING } from '../ca-certificate.ts';

/** A key with its certificate and what that was issued by; never with the root. */
export interface CertifiedKey {
  readonly key: KeyObject;
  readonly keyPem: string;
  /** PEM: leaf, issuing authority. */
  readonly certificatePem: string;
  /** The same as base64 of DER. */
  readonly x5c: readonly string[];
}

/** How a certificate may differ from a good one. */
export interface OddCertificate {
  readonly notAfter?: Date;
  /** Says of itself that it is an authority. */
  readonly ca?: boolean;
  /** Issued by a key whose certificate is none of an authority. */
  readonly below?: CertifiedKey;
}

/** A root and one issuing authority below it. */
export interface WalletPki {
  readonly rootPem: string;
  issue(subject: string, odd?: OddCertificate): Promise<CertifiedKey>;
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

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
    async issue(subject, { notAfter = LASTING.notAfter, ca = false, below } = {}) {
      const above = below === undefined ? [issuer] : below.x5c.map((der) => new X509Certificate(der));
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
      const leaf = await X509CertificateGenerator.create({
        notBefore: LASTING.notBefore,
        notAfter,
        subject: `CN=${subject}, O=Musterstadt (Demo), C=DE`,
        issuer: above[0]?.subject ?? issuingName,
        publicKey: new PublicKey(publicKey.export({ type: 'spki', format: 'der' })),
        signingKey: below === undefined ? issuing.privateKey : await signingKeyOf(below),
        signingAlgorithm: ALGORITHM,
        extensions: [
          new BasicConstraintsExtension(ca, undefined, true),
          new KeyUsagesExtension(KeyUsageFlags.digitalSignature | (ca ? KeyUsageFlags.keyCertSign : 0), true),
        ],
      });
      const chain = [leaf, ...above];
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

const signingKeyOf = ({ key }: CertifiedKey) =>
  crypto.subtle.importKey('pkcs8', new Uint8Array(key.export({ type: 'pkcs8', format: 'der' })), ALGORITHM, false, [
    'sign',
  ]);

const keyPair = () => crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);

const authority = (
  subject: string,
  issuer: string,
  publicKey: CryptoKey,
  signingKey: CryptoKey,
): Promise<X509Certificate> => caCertificate({ subject, issuer, publicKey, signingKey, signingAlgorithm: ALGORITHM });
