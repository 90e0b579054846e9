import { createECDH, type ECDH, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** All keys of the card world here are on brainpoolP256r1 (BSI TR-03110-3, section A.2.1.1, parameter 13). */
export const CURVE = 'brainpoolP256r1';
/** Bytes of a coordinate, and of r and s in a plain signature. */
const FIELD = 32;
/** 04 ‖ X ‖ Y */
export const POINT = 1 + 2 * FIELD;

/** Domain parameters of the curve (RFC 5639, section 3.4), hex, as a self-signed CVCA certificate spells them out. */
export const DOMAIN = {
  prime: 'a9fb57dba1eea9bc3e660a909d838d726e3bf623d52620282013481d1f6e5377',
  a: '7d5a0975fc2c3057eef67530417affe7fb8055c126dc5c6ce94a4b44f330b5d9',
  b: '26dc5c6ce94a4b44f330b5d9bbd77cbf958416295cf7e1ce6bccdc18ff8c07b6',
  base:
    '048bd2aeb9cb7e57cb2c4b482ffc81b7afb9de27e1e3bd23c23a4453bd9ace3262' +
    '547ef835c3dac4fd97f8461a14611dc9c27745132ded8e545c1d54c72f046997',
  order: 'a9fb57dba1eea9bc3e660a909d838d718c397aa3b561a6f7901e0e82974856a7',
  cofactor: '01',
} as const;

export interface SigningKey {
  /** Uncompressed point, 65 bytes. */
  readonly publicPoint: Buffer;
  /** ECDSA with SHA-256, r ‖ s. */
  sign(data: Buffer): Buffer;
}

export function makeSigningKey(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: CURVE });
  return {
    publicPoint: pointOf(publicKey),
    sign: (data) => sign('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' }),
  };
}

/** The point closes the SubjectPublicKeyInfo. */
function pointOf(publicKey: KeyObject): Buffer {
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return spki.subarray(spki.length - POINT);
}

export interface EphemeralKey {
  readonly publicPoint: Buffer;
  /** X coordinate of the public point: Comp(PK) of TR-03110-3, section A.2.2.3. */
  readonly compressed: Buffer;
  agree(otherPoint: Buffer): Buffer;
}

export function makeEphemeralKey(): EphemeralKey {
  const ecdh: ECDH = createECDH(CURVE);
  const publicPoint = ecdh.generateKeys();
  return {
    publicPoint,
    compressed: publicPoint.subarray(1, 1 + FIELD),
    agree: (otherPoint) => ecdh.computeSecret(otherPoint),
  };
}
