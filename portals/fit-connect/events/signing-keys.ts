import { z } from 'zod';
import type { Clock } from '../../../foundation/clock.ts';
import { err, ok } from '../../../foundation/result.ts';
import { type Http, readJson } from '../../http/request.ts';
import type { Destinations } from '../api/destinations.ts';
import { delays } from '../delays.ts';
import { limits } from '../limits.ts';
import { checkRsaKey, type KeyTrust } from '../sealing/key-check.ts';
import type { KeyLookup } from './verify-event.ts';

const SigningKey = z.looseObject({
  kty: z.literal('RSA'),
  kid: z.string(),
  alg: z.literal('PS512'),
  key_ops: z.array(z.string()),
  n: z.string(),
  e: z.string(),
  x5c: z.array(z.string()).optional(),
});
const KeySet = z.looseObject({ keys: z.array(z.looseObject({ kid: z.string() })).max(200) });

/**
 * Finds signing keys: of the delivery service at its own JWK set, of a destination among that destination's keys.
 * Keys are kept; an unknown id asks again, but not more often than `delays.jwksRefresh`.
 */
export function createKeyLookup(options: {
  readonly deliveryServiceIssuer: string;
  readonly destinations: Destinations;
  readonly http: Http;
  readonly clock: Clock;
  /** For the certificates of destinations' signing keys; the delivery service's keys are vouched for by TLS. */
  readonly trust: KeyTrust;
}): KeyLookup {
  const { clock, trust } = options;
  const known = new Map<string, Readonly<Record<string, unknown>>>();
  let jwksRead = Number.NEGATIVE_INFINITY;

  const readJwks = async (): Promise<'read' | 'too-soon' | 'unreachable'> => {
    if (clock.monotonic() - jwksRead < delays.jwksRefresh) return 'too-soon';
    const answer = await options.http.request({
      method: 'GET',
      url: `${options.deliveryServiceIssuer.replace(/\/+$/, '')}/.well-known/jwks.json`,
      headers: { accept: 'application/json' },
      timeoutMs: delays.query,
      maxBytes: limits.answerBytes,
    });
    const keys = answer.ok ? readJson(answer.value, KeySet) : answer;
    if (!keys.ok) return 'unreachable';
    jwksRead = clock.monotonic();
    for (const key of keys.value.keys) known.set(`delivery-service/${key.kid}`, key);
    return 'read';
  };

  const judged = (jwk: Readonly<Record<string, unknown>>, certified: boolean) => {
    const key = SigningKey.safeParse(jwk);
    if (!key.success || !key.data.key_ops.includes('verify')) return err('unfit-key' as const);
    const rules = certified ? trust : { trustedRoots: null, production: false };
    // A certificate of the delivery service, if it shows one, is judged by nobody: TLS vouches for its keys.
    const { x5c, ...bare } = key.data;
    return checkRsaKey(certified && x5c ? { ...bare, x5c } : bare, { ...rules, now: clock.now() }) === null
      ? ok(jwk)
      : err('unfit-key' as const);
  };

  return async (issuer, kid) => {
    if (issuer.kind === 'delivery-service') {
      const name = `delivery-service/${kid}`;
      if (!known.has(name) && (await readJwks()) === 'unreachable') return err('unreachable');
      const key = known.get(name);
      return key ? judged(key, false) : err('unknown-key');
    }
    const name = `${issuer.id}/${kid}`;
    const held = known.get(name);
    if (held) return judged(held, true);
    const key = await options.destinations.key(issuer.id, kid);
    if (!key.ok) {
      return err(key.error.reason === 'no-key' || key.error.reason === 'bad-answer' ? 'unknown-key' : 'unreachable');
    }
    known.set(name, key.value);
    return judged(key.value, true);
  };
}
