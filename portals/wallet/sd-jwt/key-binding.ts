import { createHash, createPublicKey } from 'node:crypto';
import { compactVerify, decodeProtectedHeader, errors } from 'jose';
import { z } from 'zod';
import { SIGNATURES } from '../algorithms.ts';
import type { WalletDoubt } from '../contract.ts';
import { delays } from '../delays.ts';
import { parseForeignJson } from '../foreign-json.ts';
import type { AskedQuestion } from '../request/request-object.ts';

/** The holder's key in the credential (RFC 7800, section 3.2). */
export const Confirmation = z.looseObject({
  jwk: z.looseObject({ kty: z.literal('EC'), crv: z.string(), x: z.string(), y: z.string() }),
});

const Claims = z.looseObject({ iat: z.number(), aud: z.string(), nonce: z.string(), sd_hash: z.string() });

/**
 * The key binding (RFC 9901, section 4.3): signed by the holder's key, for this question, over exactly this presentation.
 * @param bound the presentation up to and with its last "~"
 * @returns `null` = good
 */
export async function checkKeyBinding(
  keyBinding: string,
  bound: string,
  holder: z.infer<typeof Confirmation>,
  asked: AskedQuestion,
  now: number,
): Promise<WalletDoubt | null> {
  let payload: unknown;
  try {
    if (decodeProtectedHeader(keyBinding).typ !== 'kb+jwt') return 'key-binding';
    const { kty, crv, x, y } = holder.jwk;
    const key = createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' });
    const verified = await compactVerify(keyBinding, key, { algorithms: [...SIGNATURES] });
    payload = parseForeignJson(new TextDecoder().decode(verified.payload));
  } catch (thrown) {
    return thrown instanceof errors.JOSEAlgNotAllowed ? 'algorithm' : 'key-binding';
  }
  const claims = Claims.safeParse(payload);
  if (!claims.success) return 'key-binding';
  const { nonce, aud, iat, sd_hash } = claims.data;
  if (nonce !== asked.nonce) return 'wrong-nonce';
  if (aud !== asked.clientId) return 'wrong-audience';
  if (iat * 1000 < asked.askedAt - delays.clockSkew || iat * 1000 > now + delays.clockSkew) return 'key-binding';
  return sd_hash === createHash('sha256').update(bound).digest('base64url') ? null : 'key-binding';
}
