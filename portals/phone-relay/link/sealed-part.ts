/** Bytes of the random nonce in front of a sealed part (NIST SP 800-38D, section 8.2.2). */
const NONCE = 12;

/** The number of the part is sealed with it: none can be left out, swapped or played again. */
function numbered(part: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, part);
  return bytes;
}

/** AES-GCM: nonce, ciphertext, tag of 16 bytes. */
export async function sealPart(
  key: CryptoKey,
  part: number,
  clear: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: numbered(part) }, key, clear);
  const bytes = new Uint8Array(NONCE + sealed.byteLength);
  bytes.set(iv);
  bytes.set(new Uint8Array(sealed), NONCE);
  return bytes;
}

/** @returns `null` if it was not sealed so, with this key and this number */
export async function openPart(
  key: CryptoKey,
  part: number,
  sealed: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const iv = sealed.subarray(0, NONCE);
  try {
    const params = { name: 'AES-GCM', iv, additionalData: numbered(part) };
    return new Uint8Array(await crypto.subtle.decrypt(params, key, sealed.subarray(NONCE)));
  } catch {
    // WebCrypto does not say why: a wrong tag and a text too short are both no part of this link.
    return null;
  }
}
