import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '../foundation/x509/x509.ts';

/** Fixed, so that certificates are good on any clock a test or a demo runs on. */
export const LASTING = { notBefore: new Date('2025-01-01T00:00:00Z'), notAfter: new Date('2045-01-01T00:00:00Z') };

/** A certificate that says of its subject that it may issue others; a root where subject and issuer are the same. */
export const caCertificate = (of: {
  readonly subject: string;
  readonly issuer: string;
  readonly publicKey: CryptoKey;
  readonly signingKey: CryptoKey;
  /** Of the signing key. */
  readonly signingAlgorithm: EcdsaParams & EcKeyGenParams;
}): Promise<X509Certificate> =>
  X509CertificateGenerator.create({
    ...LASTING,
    ...of,
    extensions: [
      new BasicConstraintsExtension(true, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  });
