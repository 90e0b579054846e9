import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PublicKey,
  X509Certificate,
  X509CertificateGenerator,
} from '../../foundation/x509/x509.ts';
import { caCertificate, LASTING } from '../ca-certificate.ts';
import { keepOnce } from './private-files.ts';

/** A root and one issuing authority below it, like the administration's PKI, in small. */
export interface Pki {
  readonly rootPem: string;
  /** Certificate chain for a key as `x5c`: leaf, issuing authority. */
  issue(publicKey: KeyObject, subject: string): Promise<string[]>;
}

const Stored = z.strictObject({ rootPem: z.string(), issuingPem: z.string(), issuingKeyPem: z.string() });

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-384' } as const;

export async function createPki(directory: string): Promise<Pki> {
  const stored = Stored.parse(await keepOnce(`${directory}/pki.json`, make));
  const issuer = new X509Certificate(stored.issuingPem);
  const signingKey = await crypto.subtle.importKey('pkcs8', fromPem(stored.issuingKeyPem), ALGORITHM, false, ['sign']);
  return {
    rootPem: stored.rootPem,
    async issue(publicKey, subject) {
      const leaf = await X509CertificateGenerator.create({
        ...LASTING,
        subject: `CN=${subject}, O=Musterstadt (Demo), C=DE`,
        issuer: issuer.subject,
        publicKey: new PublicKey(publicKey.export({ type: 'spki', format: 'der' })),
        signingKey,
        signingAlgorithm: ALGORITHM,
        extensions: [
          new BasicConstraintsExtension(false, undefined, true),
          new KeyUsagesExtension(KeyUsageFlags.keyEncipherment | KeyUsageFlags.digitalSignature, true),
        ],
      });
      return [leaf, issuer].map((certificate) => certificate.toString('base64'));
    },
  };
}

async function make(): Promise<z.infer<typeof Stored>> {
  const root = await keyPair();
  const issuing = await keyPair();
  const rootName = 'CN=Demo-Wurzel, O=Musterstadt (Demo), C=DE';
  const rootCertificate = await authority(rootName, rootName, root.publicKey, root.privateKey);
  const issuingName = 'CN=Demo-Aussteller, O=Musterstadt (Demo), C=DE';
  const issuingCertificate = await authority(issuingName, rootName, issuing.publicKey, root.privateKey);
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', issuing.privateKey));
  return {
    rootPem: rootCertificate.toString('pem'),
    issuingPem: issuingCertificate.toString('pem'),
    issuingKeyPem: `-----BEGIN PRIVATE KEY-----\n${pkcs8.toString('base64')}\n-----END PRIVATE KEY-----\n`,
  };
}

const keyPair = () => crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);

const authority = (
  subject: string,
  issuer: string,
  publicKey: CryptoKey,
  signingKey: CryptoKey,
): Promise<X509Certificate> => caCertificate({ subject, issuer, publicKey, signingKey, signingAlgorithm: ALGORITHM });

const fromPem = (pem: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64'));
