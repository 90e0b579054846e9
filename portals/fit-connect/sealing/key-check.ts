import { createPublicKey, type X509Certificate } from 'node:crypto';
import { err, ok, type Result } from '../../../foundation/result.ts';
import { certificatesOf, chainOf, reachesRoot } from '../../../foundation/x509/certificate-path.ts';
import { PublicEncryptionKey } from '../contract.ts';

export type KeyRefusal =
  /** Not a JWK of the expected form, or its numbers are no RSA key. */
  | 'malformed'
  | 'wrong-operation'
  | 'wrong-algorithm'
  /** Modulus below 4096 bit. */
  | 'too-short'
  | 'wrong-exponent'
  | 'no-certificate'
  | 'certificate-malformed'
  /** The certificate is for another key. */
  | 'certificate-mismatch'
  | 'certificate-not-yet-valid'
  | 'certificate-expired'
  /** No path from the certificate to a trusted root. */
  | 'untrusted'
  /** Production without roots: a setting for tests only. */
  | 'roots-required';

export interface KeyTrust {
  /** PEM texts, each with one or more root certificates; `null` or empty only where `production` is false. */
  readonly trustedRoots: readonly string[] | null;
  readonly production: boolean;
}

export interface KeyCheckOptions extends KeyTrust {
  /** Milliseconds since 1970. */
  readonly now: number;
}

const MIN_MODULUS_BITS = 4096;
const EXPONENT_65537 = 'AQAB';

/**
 * Checks a destination's encryption key before anything is encrypted to it (FIT-Connect, "Public keys of a destination").
 * Revocation (CRL, OCSP) is not asked: a terminal reaches the portal only.
 */
export function checkEncryptionKey(jwk: unknown, options: KeyCheckOptions): Result<PublicEncryptionKey, KeyRefusal> {
  const shape = PublicEncryptionKey.safeParse(jwk);
  if (!shape.success) return err(field(jwk, 'alg') === 'RSA-OAEP-256' ? 'malformed' : 'wrong-algorithm');
  const key = shape.data;
  if (key.key_ops.length !== 1 || key.key_ops[0] !== 'wrapKey') return err('wrong-operation');
  const refusal = checkRsaKey(key, options);
  return refusal === null ? ok(key) : err(refusal);
}

interface RsaJwk {
  readonly n: string;
  readonly e: string;
  readonly x5c?: readonly string[] | undefined;
}

/** What encryption and signature keys have in common: size, exponent, certificate. `null` = good. */
export function checkRsaKey(key: RsaJwk, options: KeyCheckOptions): KeyRefusal | null {
  const bits = modulusBits(key);
  if (bits === null) return 'malformed';
  if (bits < MIN_MODULUS_BITS) return 'too-short';
  if (key.e !== EXPONENT_65537) return 'wrong-exponent';
  const roots = certificatesOf(options.trustedRoots ?? []);
  if (roots === null) return 'certificate-malformed';
  if (roots.length === 0 && options.production) return 'roots-required';
  if (key.x5c === undefined || key.x5c.length === 0) return roots.length === 0 ? null : 'no-certificate';
  return checkCertificates(key, key.x5c, roots, options.now);
}

function checkCertificates(
  key: RsaJwk,
  x5c: readonly string[],
  roots: readonly X509Certificate[],
  now: number,
): KeyRefusal | null {
  const [leaf, ...others] = chainOf(x5c) ?? [];
  if (leaf === undefined) return 'certificate-malformed';
  const certified = leaf.publicKey.export({ format: 'jwk' });
  if (certified.kty !== 'RSA' || certified.n !== key.n || certified.e !== key.e) return 'certificate-mismatch';
  if (now < leaf.validFromDate.getTime()) return 'certificate-not-yet-valid';
  if (now > leaf.validToDate.getTime()) return 'certificate-expired';
  if (roots.length === 0) return null;
  return reachesRoot(leaf, others, roots, now) ? null : 'untrusted';
}

function modulusBits(key: RsaJwk): number | null {
  // RFC 7518 section 6.3.1.1: Base64urlUInt, no padding, no leading zero. OpenSSL would read over anything else.
  if (!/^[B-Za-z0-9_-][\w-]+$/.test(key.n)) return null;
  try {
    const publicKey = createPublicKey({ key: { kty: 'RSA', n: key.n, e: key.e }, format: 'jwk' });
    return publicKey.asymmetricKeyDetails?.modulusLength ?? null;
  } catch {
    return null;
  }
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
