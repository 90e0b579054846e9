import { createHash } from 'node:crypto';
import { type Disclosure, decodeSDJWT, splitSDJWT, unpackSDJWT } from '@meeco/sd-jwt';
import type { DcqlCredential } from 'dcql';
import { SignJWT } from 'jose';
import type { Bound, Held, Path } from './held.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64url');

/** An SD-JWT as `dcql` wants to see it: all of its claims. */
export async function sdJwtCredential(sdJwt: string): Promise<DcqlCredential> {
  const { unverifiedInputSDJWT, disclosures } = decodeSDJWT(sdJwt);
  const { vct, ...claims } = await unpackSDJWT(unverifiedInputSDJWT, disclosures, async () => sha256);
  return {
    credential_format: 'dc+sd-jwt',
    vct: String(vct),
    claims,
    cryptographic_holder_binding: true,
  } as DcqlCredential;
}

/** Tells these claims and no others, bound to the request by the holder's key (RFC 9901, section 4.3). */
export async function presentSdJwt({ sdJwt = '', key }: Held, wanted: readonly Path[], bound: Bound): Promise<string> {
  const { jwt } = splitSDJWT(sdJwt);
  const { unverifiedInputSDJWT, disclosures } = decodeSDJWT(sdJwt);
  const told = disclosures.filter((one) => {
    const path = pathOf(one, unverifiedInputSDJWT, disclosures);
    return wanted.some((asked) => path.every((name, at) => at >= asked.length || name === asked[at]));
  });
  const presented = `${[jwt, ...told.map(({ disclosure }) => disclosure)].join('~')}~`;
  const binding = await new SignJWT({ nonce: bound.nonce, sd_hash: sha256(presented) })
    .setProtectedHeader({ alg: 'ES256', typ: 'kb+jwt' })
    .setAudience(bound.clientId)
    .setIssuedAt()
    .sign(key);
  return presented + binding;
}

/** Where a disclosure belongs: below the one whose value holds its digest. */
function pathOf(one: Disclosure, payload: object, all: readonly Disclosure[]): string[] {
  const digest = sha256(one.disclosure);
  if (holds(payload, digest)) return [String(one.key)];
  const parent = all.find(({ value }) => holds(value, digest));
  return parent ? [...pathOf(parent, payload, all), String(one.key)] : [];
}

const holds = (value: unknown, digest: string): boolean => {
  const digests: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, '_sd') : undefined;
  return Array.isArray(digests) && digests.includes(digest);
};
