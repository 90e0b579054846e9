import type { OidcRefusal } from '../../contract/access/access.ts';

/** The parts of what openid-client throws that tell why (its documentation, "ClientError", "ResponseBodyError"). */
interface Thrown {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly error?: unknown;
  readonly status?: unknown;
  readonly cause?: unknown;
  readonly claim?: unknown;
  readonly attribute?: unknown;
}

const CLAIMS: Readonly<Record<string, OidcRefusal>> = {
  iss: 'oidc-issuer-wrong',
  /** In what the provider says of itself. */
  issuer: 'oidc-issuer-wrong',
  nonce: 'oidc-nonce-wrong',
  aud: 'oidc-other-client',
  azp: 'oidc-other-client',
};

/** @returns `null` for what is neither an answer of the provider nor a failure to reach it */
export function oidcReasonOf(thrown: unknown): OidcRefusal | null {
  if (!(thrown instanceof Error)) return null;
  const { name, code, error } = thrown as Thrown;
  switch (code) {
    case 'OAUTH_AUTHORIZATION_RESPONSE_ERROR':
      return error === 'access_denied' ? 'oidc-cancelled' : 'oidc-refused';
    case 'OAUTH_RESPONSE_BODY_ERROR':
    case 'OAUTH_WWW_AUTHENTICATE_CHALLENGE':
      return 'oidc-refused';
    case 'OAUTH_JWT_CLAIM_COMPARISON_FAILED':
    case 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED':
      return CLAIMS[claimOf(thrown)] ?? 'oidc-token-invalid';
    case 'OAUTH_RESPONSE_IS_NOT_CONFORM':
    case 'OAUTH_RESPONSE_IS_NOT_JSON':
    case 'OAUTH_PARSE_ERROR':
    case 'OAUTH_TIMEOUT':
      return 'oidc-unreachable';
  }
  if (typeof code === 'string' && code.startsWith('OAUTH_')) return 'oidc-token-invalid';
  // What fetch() throws (Fetch Standard, "network error"), and what the library could not name.
  if (name === 'TypeError' && thrown.message === 'fetch failed') return 'oidc-unreachable';
  return null;
}

/** The provider's own word for it, such as `invalid_client` (RFC 6749, section 5.2). */
export function providerWordOf(thrown: unknown): string | null {
  const { error } = thrown as Thrown;
  return typeof error === 'string' ? error : null;
}

/** What did not fit stands with one of the causes. */
function claimOf(thrown: unknown): string {
  for (let at: unknown = thrown; typeof at === 'object' && at !== null; at = (at as Thrown).cause) {
    const { claim, attribute } = at as Thrown;
    const which = claim ?? attribute;
    if (typeof which === 'string') return which;
  }
  return '';
}
