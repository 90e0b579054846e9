import { createHash, createPrivateKey, type KeyObject } from 'node:crypto';
import { err, ok, type Result } from '../../../foundation/result.ts';
import { certificatesOf } from '../../../foundation/x509/certificate-path.ts';

export interface AccessCertificateFiles {
  /** PEM: the access certificate, then what it was issued by; never the root (HAIP 1.0, section 5). */
  readonly certificatePem: string;
  /** PEM (PKCS #8 or SEC 1): its key on P-256. */
  readonly keyPem: string;
}

export interface AccessCertificate {
  /** `x509_hash:` and the SHA-256 of the certificate in base64url (OpenID4VP 1.0, section 5.9.3). */
  readonly clientId: string;
  /** Base64 of DER, leaf first. */
  readonly x5c: readonly string[];
  readonly key: KeyObject;
}

export type AccessCertificateProblem =
  | 'access-certificate' // no PEM, or no certificate in it
  | 'access-key' // no PEM, no key on P-256
  | 'access-key-mismatch'; // the certificate is for another key

export function readAccessCertificate(
  files: AccessCertificateFiles,
): Result<AccessCertificate, AccessCertificateProblem> {
  const chain = certificatesOf([files.certificatePem]);
  const [leaf] = chain ?? [];
  if (chain === null || leaf === undefined) return err('access-certificate');
  let key: KeyObject;
  try {
    key = createPrivateKey(files.keyPem);
  } catch {
    return err('access-key');
  }
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') return err('access-key');
  if (!leaf.checkPrivateKey(key)) return err('access-key-mismatch');
  return ok({
    clientId: `x509_hash:${createHash('sha256').update(leaf.raw).digest('base64url')}`,
    x5c: chain.map((certificate) => certificate.raw.toString('base64')),
    key,
  });
}
