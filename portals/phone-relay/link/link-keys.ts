import { fromBase64url, toBase64url } from './base64url.ts';

/** One side's key pair of a link, for one link only. */
export interface OwnKey {
  readonly privateKey: CryptoKey;
  /** P-256 point, uncompressed, base64url. */
  readonly publicKey: string;
}

/** What both sides derive: a key for each direction, and the number that both screens show. */
export interface LinkKeys {
  readonly toSession: CryptoKey;
  readonly toPhone: CryptoKey;
  /** Four digits. */
  readonly number: string;
}

const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;
const utf8 = (value: string) => new TextEncoder().encode(value);

export async function makeOwnKey(): Promise<OwnKey> {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(CURVE, false, ['deriveBits']);
  return { privateKey, publicKey: toBase64url(new Uint8Array(await crypto.subtle.exportKey('raw', publicKey))) };
}

/**
 * Derives the keys of a link: ECDH on P-256 (NIST SP 800-56A), then HKDF with SHA-256 (RFC 5869) over the shared value
 * and the secret of the code. Whoever sits between without the secret derives other keys, so that nothing opens.
 * @returns `null` for a key that is no point of the curve, or a secret that is none
 */
export async function deriveLinkKeys(options: {
  readonly own: OwnKey;
  readonly theirs: string;
  readonly side: 'session' | 'phone';
  readonly secret: string;
}): Promise<LinkKeys | null> {
  const { own, theirs, side, secret } = options;
  const [point, code] = [fromBase64url(theirs), fromBase64url(secret)];
  if (point === null || code === null) return null;
  let shared: ArrayBuffer;
  try {
    const publicKey = await crypto.subtle.importKey('raw', point, CURVE, false, []);
    shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: publicKey }, own.privateKey, 256);
  } catch {
    // WebCrypto says no more of a bad point than that the operation failed.
    return null;
  }
  const both = side === 'session' ? `${own.publicKey}.${theirs}` : `${theirs}.${own.publicKey}`;
  const salt = await crypto.subtle.digest('SHA-256', utf8(`phone-link/1.${both}`));
  const material = new Uint8Array(shared.byteLength + code.length);
  material.set(new Uint8Array(shared));
  material.set(code, shared.byteLength);
  const ikm = await crypto.subtle.importKey('raw', material, 'HKDF', false, ['deriveKey', 'deriveBits']);
  const params = (info: string) => ({ name: 'HKDF', hash: 'SHA-256', salt, info: utf8(info) });
  const keyFor = (info: string) =>
    crypto.subtle.deriveKey(params(info), ikm, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const [toSession, toPhone, bits] = await Promise.all([
    keyFor('to-session'),
    keyFor('to-phone'),
    crypto.subtle.deriveBits(params('number'), ikm, 32),
  ]);
  const number = String(new DataView(bits).getUint32(0) % 10_000).padStart(4, '0');
  return { toSession, toPhone, number };
}
