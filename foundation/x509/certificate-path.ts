import { X509Certificate } from 'node:crypto';

/** Root, two intermediates and the leaf are what administrations' PKIs use. */
export const MAX_CHAIN = 6;

/**
 * Looks for a path of valid CA certificates from `certificate` to a root (RFC 5280, section 6, as far as names,
 * validity, signatures and basic constraints go); every path, as a chain may hold cross-certificates.
 * @param others certificates that came along, in any order
 * @param now epoch milliseconds
 */
export function reachesRoot(
  certificate: X509Certificate,
  others: readonly X509Certificate[],
  roots: readonly X509Certificate[],
  now: number,
  depth = MAX_CHAIN,
): boolean {
  if (depth === 0) return false;
  const issuedBy = (issuer: X509Certificate) =>
    issuer.ca && isValidAt(issuer, now) && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  return (
    roots.some(issuedBy) ||
    others.some(
      (other) =>
        issuedBy(other) &&
        reachesRoot(
          other,
          others.filter((o) => o !== other),
          roots,
          now,
          depth - 1,
        ),
    )
  );
}

/** @param now epoch milliseconds */
export const isValidAt = (certificate: X509Certificate, now: number): boolean =>
  now >= certificate.validFromDate.getTime() && now <= certificate.validToDate.getTime();

/** All certificates of some PEM texts; `null` if one cannot be read or a text holds none. */
export function certificatesOf(pems: readonly string[]): X509Certificate[] | null {
  const blocks = pems.flatMap((pem) => pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? ['']);
  try {
    return blocks.map((block) => new X509Certificate(block));
  } catch {
    return null;
  }
}

/**
 * `x5c` of a JOSE header (RFC 7515, section 4.1.6): base64 (not base64url) DER, leaf first.
 * @returns `null` if it is longer than `MAX_CHAIN` or one cannot be read
 */
export function chainOf(x5c: readonly string[]): X509Certificate[] | null {
  if (x5c.length > MAX_CHAIN) return null;
  try {
    return x5c.map((der) => new X509Certificate(Buffer.from(der, 'base64')));
  } catch {
    return null;
  }
}
