/** A query for one credential (OpenID4VP 1.0, section 6.1), as far as a PID needs it. */
export interface CredentialQuery {
  readonly id: string;
  readonly format: string;
  readonly meta: { readonly vct_values?: readonly string[] | undefined; readonly doctype_value?: string | undefined };
  readonly claims?: readonly { readonly id?: string | undefined; readonly path: readonly string[] }[] | undefined;
  readonly claim_sets?: readonly (readonly string[])[] | undefined;
}

/**
 * Which claims a wallet presents (section 6.4.1): those of the first set that it has all of.
 * @param has whether the identity has a claim at this path
 * @returns `null` if it has nothing that fits
 */
export function claimsToPresent(
  query: CredentialQuery,
  has: (path: readonly string[]) => boolean,
): (readonly string[])[] | null {
  const { claims = [], claim_sets } = query;
  const sets = claim_sets ?? [claims.map(({ id }, at) => id ?? String(at))];
  const paths = new Map(claims.map(({ id, path }, at) => [id ?? String(at), path]));
  for (const set of sets) {
    const wanted = set.flatMap((id) => [paths.get(id) ?? []]);
    if (wanted.every(has)) return wanted;
  }
  return null;
}
