import type { X509Certificate } from 'node:crypto';
import { err, ok, type Result } from '../../../foundation/result.ts';
import { certificatesOf, isValidAt, reachesRoot } from '../../../foundation/x509/certificate-path.ts';

/** What an issuer below a root is believed for. */
export type TrustPurpose = 'pid' | 'status-list';

export interface TrustedIssuer {
  /** PEM: one or more roots. */
  readonly rootsPem: string;
  readonly purposes: readonly TrustPurpose[];
}

export interface TrustList {
  /**
   * Whether a chain, leaf first, ends at a root that is trusted for this purpose.
   * Revocation of issuer certificates is the trust list's: who loses trust leaves the list.
   * @param now epoch milliseconds
   */
  trusts(chain: readonly X509Certificate[], purpose: TrustPurpose, now: number): boolean;
}

export function readTrustList(issuers: readonly TrustedIssuer[]): Result<TrustList, 'trust-list'> {
  const roots: Record<TrustPurpose, X509Certificate[]> = { pid: [], 'status-list': [] };
  for (const { rootsPem, purposes } of issuers) {
    const read = certificatesOf([rootsPem]);
    if (read === null) return err('trust-list');
    for (const purpose of purposes) roots[purpose].push(...read);
  }
  // Without roots nobody would be believed, and nobody would be told why.
  if (roots.pid.length === 0) return err('trust-list');
  return ok({
    trusts: ([leaf, ...others], purpose, now) =>
      leaf !== undefined && !leaf.ca && isValidAt(leaf, now) && reachesRoot(leaf, others, roots[purpose], now),
  });
}
