import { LIMITS } from '../limits.ts';

/** How a telephone finds its wallet: OpenID4VP's own scheme, or the one of HAIP 1.0, section 5.1. */
export type WalletScheme = 'openid4vp' | 'haip-vp';

/** Text of the QR code. `null` if it is too long to be scanned: the relay's address is too long. */
export function qrTextOf(scheme: WalletScheme, clientId: string, requestUri: string): string | null {
  const parameters = new URLSearchParams({ client_id: clientId, request_uri: requestUri });
  const text = `${scheme}://?${parameters}`;
  return text.length <= LIMITS.qrCharacters ? text : null;
}
