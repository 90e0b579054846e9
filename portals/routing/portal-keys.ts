import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../foundation/clock.ts';
import { err, ok, type Result } from '../../foundation/result.ts';
import { checkRsaKey } from '../fit-connect/sealing/key-check.ts';
import { type Http, readJson } from '../http/request.ts';
import { delays } from './delays.ts';
import { limits } from './limits.ts';

const SigningKey = z.looseObject({
  kty: z.literal('RSA'),
  alg: z.literal('PS512'),
  key_ops: z.array(z.string()),
  n: z.string(),
  e: z.string(),
});
const KeySet = z.looseObject({ keys: z.array(z.looseObject({ kid: z.string() })).max(200) });

export type SignatureKeys = (
  kid: string,
) => Promise<Result<KeyObject, 'unknown-key' | 'unfit-key' | 'keys-unreachable'>>;

/**
 * Signing keys of the self-service portal, from its JWK set (FIT-Connect, "Zustellpunkt ermitteln": `/.well-known/jwks.json`).
 * TLS to the configured address vouches for them. Kept; an unknown id asks again, not more often than
 * `delays.keysRefresh`.
 */
export function createPortalKeys(options: {
  readonly selfServicePortal: string;
  readonly http: Http;
  readonly clock: Clock;
}): SignatureKeys {
  const { clock } = options;
  let known: ReadonlyMap<string, unknown> = new Map();
  let readAt = Number.NEGATIVE_INFINITY;

  async function read(): Promise<boolean> {
    const answer = await options.http.request({
      method: 'GET',
      url: `${options.selfServicePortal}/.well-known/jwks.json`,
      headers: { accept: 'application/json' },
      timeoutMs: delays.query,
      maxBytes: limits.answerBytes,
    });
    const set = answer.ok ? readJson(answer.value, KeySet) : answer;
    if (!set.ok) return false;
    readAt = clock.monotonic();
    // A key that is published no longer vouches for nothing any more.
    known = new Map(set.value.keys.map((key) => [key.kid, key]));
    return true;
  }

  return async (kid) => {
    const mayAsk = clock.monotonic() - readAt >= delays.keysRefresh;
    if (!known.has(kid) && mayAsk && !(await read())) return err('keys-unreachable');
    const published = known.get(kid);
    if (published === undefined) return err('unknown-key');
    const key = SigningKey.safeParse(published);
    if (!key.success || !key.data.key_ops.includes('verify')) return err('unfit-key');
    const { kty, n, e } = key.data;
    const refusal = checkRsaKey({ n, e }, { trustedRoots: null, production: false, now: clock.now() });
    return refusal === null ? ok(createPublicKey({ key: { kty, n, e }, format: 'jwk' })) : err('unfit-key');
  };
}
