import { compactVerify, decodeProtectedHeader, errors } from 'jose';
import { z } from 'zod';
import { err, ok, type Result } from '../../foundation/result.ts';
import { parseJson } from '../http/request.ts';
import { delays } from './delays.ts';
import type { SignatureKeys } from './portal-keys.ts';

/** Why the addressing information of a route is not believed. */
export type SignatureRefusal =
  /** Not a compact JWS. */
  | 'malformed'
  /** Header `typ` is not jwt. */
  | 'wrong-type'
  /** Signed by anything but PS512, or by nobody. */
  | 'wrong-algorithm'
  | 'unknown-key'
  /** The key is not one for PS512 signatures, or too short. */
  | 'unfit-key'
  | 'bad-signature'
  | 'bad-claims'
  /** By another portal than the configured one. */
  | 'wrong-issuer'
  /** Signed for another destination than the route names. */
  | 'wrong-destination'
  /** The destination belongs to a delivery service that this terminal does not use. */
  | 'wrong-delivery-service'
  /** The destination does not take requests for this service. */
  | 'wrong-service'
  | 'issued-in-future';

export interface Expected {
  readonly destinationId: string;
  /** LeiKa key, 14 digits. */
  readonly leika: string;
  /** Configured `iss`: address of the self-service portal. */
  readonly issuer: string;
  /** Host of the configured Submission API, with its port where it has one. */
  readonly submissionHost: string;
  readonly keys: SignatureKeys;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Addressing information (schema.fitko.de/fit-connect/xzufi/destination.schema.json). */
const Claims = z.looseObject({
  submissionHost: z.string(),
  iss: z.string(),
  services: z.array(z.looseObject({ leistungIDs: z.array(z.string()) })),
  destinationId: z.string(),
  iat: z.number(),
});

/**
 * Verifies a route's `destinationSignature` (RFC 7515; FIT-Connect, "Zustellpunkt ermitteln"). Areas are not compared:
 * the signature names them by their regional key, and the routing service's area ids do not tell it.
 * @returns the first reason against it, `keys-unreachable` if it cannot be judged now
 */
export async function verifyDestinationSignature(
  token: string,
  expected: Expected,
): Promise<Result<null, SignatureRefusal | 'keys-unreachable'>> {
  const kid = keyIdOf(token);
  if (!kid.ok) return kid;
  const key = await expected.keys(kid.value);
  if (!key.ok) return key;
  try {
    const { payload } = await compactVerify(token, key.value, { algorithms: ['PS512'] });
    const claims = Claims.safeParse(parseJson(new TextDecoder().decode(payload)));
    const refusal = claims.success ? judge(claims.data, expected) : 'bad-claims';
    return refusal === null ? ok(null) : err(refusal);
  } catch (thrown) {
    if (thrown instanceof errors.JWSSignatureVerificationFailed) return err('bad-signature');
    if (thrown instanceof errors.JOSEError) return err('malformed');
    throw thrown;
  }
}

function keyIdOf(token: string): Result<string, SignatureRefusal> {
  let header: ReturnType<typeof decodeProtectedHeader>;
  try {
    header = decodeProtectedHeader(token);
  } catch {
    return err('malformed');
  }
  // RFC 7519 section 5.1 recommends capitals, the portal writes small letters.
  if (header.typ?.toLowerCase() !== 'jwt') return err('wrong-type');
  if (header.alg !== 'PS512') return err('wrong-algorithm');
  return typeof header.kid === 'string' && header.kid.length <= 200 ? ok(header.kid) : err('unknown-key');
}

function judge(claims: z.output<typeof Claims>, expected: Expected): SignatureRefusal | null {
  if (stripSlash(claims.iss) !== stripSlash(expected.issuer)) return 'wrong-issuer';
  if (claims.destinationId !== expected.destinationId) return 'wrong-destination';
  if (claims.submissionHost !== expected.submissionHost) return 'wrong-delivery-service';
  const wanted = `urn:de:fim:leika:leistung:${expected.leika}`;
  if (!claims.services.some(({ leistungIDs }) => leistungIDs.includes(wanted))) return 'wrong-service';
  return claims.iat * 1000 > expected.now + delays.clockSkew ? 'issued-in-future' : null;
}

const stripSlash = (url: string): string => url.replace(/\/+$/, '');
