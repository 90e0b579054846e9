import { CompactEncrypt, exportJWK, generateKeyPair, importJWK } from 'jose';
import { err, ok, type Result } from '../../foundation/result.ts';
import type { WalletFault } from './faults.ts';
import type { CheckedRequest } from './request-check.ts';

/** The relay did not take it: its HTTP status, or no connection. */
export type PostRefusal = `status-${number}` | 'unreachable';

const OVERSIZED = 'A'.repeat(80_000);
const NESTED = `${'['.repeat(5_000)}${']'.repeat(5_000)}`;

/** The answer as JWE to the key in the request (OpenID4VP 1.0, section 8.3). */
export async function encryptedAnswer(
  request: CheckedRequest,
  presentations: Readonly<Record<string, readonly string[]>>,
  faults: ReadonlySet<WalletFault>,
): Promise<string> {
  const [asked] = request.client_metadata.jwks.keys;
  const { kid } = asked ?? {};
  const jwk = faults.has('foreign-encryption-key') ? await strangersKey() : asked;
  const answer = {
    state: faults.has('wrong-state') ? 'another' : request.state,
    vp_token: faults.has('oversized')
      ? Object.fromEntries(Object.keys(presentations).map((id) => [id, [OVERSIZED]]))
      : presentations,
  };
  const text = faults.has('nested') ? `{"vp_token":${NESTED}}` : JSON.stringify(answer);
  const header = { alg: 'ECDH-ES', enc: faults.has('other-encryption') ? 'A128CBC-HS256' : 'A256GCM' };
  return new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader(kid === undefined ? header : { ...header, kid })
    .encrypt(await importJWK(jwk ?? {}, 'ECDH-ES'));
}

async function strangersKey() {
  const { publicKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256' });
  return exportJWK(publicKey);
}

export async function postForm(
  fetch: typeof globalThis.fetch,
  url: string,
  fields: Readonly<Record<string, string>>,
  faults: ReadonlySet<WalletFault>,
): Promise<Result<void, PostRefusal>> {
  const post = () => fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
  try {
    const answers = faults.has('posts-twice') ? await Promise.all([post(), post()]) : [await post()];
    const refused = answers.find((answer) => !answer.ok);
    return refused === undefined ? ok(undefined) : err(`status-${refused.status}` as const);
  } catch {
    return err('unreachable');
  }
}
