import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { z } from 'zod';
import { COSE_SIGNATURES } from '../algorithms.ts';
import { encodeCbor, tryDecode } from './cbor.ts';

export const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** COSE_Sign1 (RFC 9052, section 4.2): protected, unprotected, payload, signature. */
export const Sign1 = z.tuple([Bytes, z.record(z.string(), z.unknown()), Bytes.nullable(), Bytes]);
export type Sign1 = z.infer<typeof Sign1>;

/** Labels of header parameters (RFC 9052, section 3.1; RFC 9360, section 2), as `decodeCbor` writes them. */
export const LABEL = { algorithm: '1', x5chain: '33' } as const;

export const isAllowed = (algorithm: unknown): boolean => COSE_SIGNATURES.has(algorithm);

/** `undefined` if the protected header is none, or names no algorithm. */
export function algorithmOf(protectedHeader: Uint8Array): unknown {
  const header = tryDecode(protectedHeader);
  return typeof header === 'object' && header !== null ? Reflect.get(header, LABEL.algorithm) : undefined;
}

/**
 * @param algorithm of the protected header
 * @param payload what was signed: that of the COSE_Sign1, or the detached one
 */
export function verifySign1(sign1: Sign1, algorithm: unknown, payload: Uint8Array, key: KeyObject): boolean {
  const [protectedHeader, , , signature] = sign1;
  const known = COSE_SIGNATURES.get(algorithm);
  if (known === undefined || key.asymmetricKeyDetails?.namedCurve !== known.curve) return false;
  const signed = encodeCbor(['Signature1', protectedHeader, new Uint8Array(), payload]);
  return verify(known.hash, signed, { key, dsaEncoding: 'ieee-p1363' }, signature);
}

/** COSE_Key on a curve of `COSE_SIGNATURES` (RFC 9053, section 7.1.1). */
export const CoseKey = z
  .looseObject({
    '1': z.literal(2),
    '-1': z.union([z.literal(1), z.literal(2), z.literal(3)]),
    '-2': Bytes,
    '-3': Bytes,
  })
  .transform((key, context) => {
    const crv = ({ 1: 'P-256', 2: 'P-384', 3: 'P-521' } as const)[key['-1']];
    const coordinate = (part: Uint8Array) => Buffer.from(part).toString('base64url');
    const [x, y] = [coordinate(key['-2']), coordinate(key['-3'])];
    try {
      return createPublicKey({ key: { kty: 'EC', crv, x, y }, format: 'jwk' });
    } catch {
      context.issues.push({ code: 'custom', message: 'no point on its curve', input: key });
      return z.NEVER;
    }
  });
