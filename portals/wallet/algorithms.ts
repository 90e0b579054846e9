/** Content encryption that HAIP 1.0, section 5 demands of verifiers. */
export const CONTENT_ENCRYPTION = ['A128GCM', 'A256GCM'] as const;

/** Signatures that are believed. HAIP 1.0, section 7 demands ES256; the others are the same on larger curves. */
export const SIGNATURES = ['ES256', 'ES384', 'ES512'] as const;

/**
 * The same for COSE, with hash and curve as `node:crypto` calls them (RFC 9053, section 2.1), and by their fully specified
 * numbers (RFC 9864).
 */
export const COSE_SIGNATURES: ReadonlyMap<unknown, { readonly hash: string; readonly curve: string }> = new Map([
  [-7, { hash: 'sha256', curve: 'prime256v1' }],
  [-9, { hash: 'sha256', curve: 'prime256v1' }],
  [-35, { hash: 'sha384', curve: 'secp384r1' }],
  [-51, { hash: 'sha384', curve: 'secp384r1' }],
  [-36, { hash: 'sha512', curve: 'secp521r1' }],
  [-52, { hash: 'sha512', curve: 'secp521r1' }],
]);
