import { createCipheriv } from 'node:crypto';

const BLOCK = 16;

/** One block of AES-128. */
export function encryptBlock(key: Buffer, block: Buffer): Buffer {
  const cipher = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false);
  return Buffer.concat([cipher.update(block), cipher.final()]);
}

/** AES-CMAC, RFC 4493 (node:crypto has none). */
export function cmac(key: Buffer, message: Buffer): Buffer {
  const k1 = double(encryptBlock(key, Buffer.alloc(BLOCK)));
  const blocks = Math.max(1, Math.ceil(message.length / BLOCK));
  const tail = message.subarray((blocks - 1) * BLOCK);
  const last = tail.length === BLOCK ? xor(tail, k1) : xor(padTo(tail), double(k1));
  let state: Buffer = Buffer.alloc(BLOCK);
  for (let i = 0; i < blocks - 1; i++) {
    state = encryptBlock(key, xor(state, message.subarray(i * BLOCK, (i + 1) * BLOCK)));
  }
  return encryptBlock(key, xor(state, last));
}

const xor = (a: Buffer, b: Buffer): Buffer => Buffer.from(a.map((byte, i) => byte ^ (b[i] ?? 0)));

const padTo = (tail: Buffer): Buffer =>
  Buffer.concat([tail, Buffer.from([0x80]), Buffer.alloc(BLOCK - tail.length - 1)]);

/** Multiplication by x in GF(2^128), RFC 4493, section 2.3. */
function double(block: Buffer): Buffer {
  const out = Buffer.alloc(BLOCK);
  let carry = 0;
  for (let i = BLOCK - 1; i >= 0; i--) {
    const value = ((block[i] ?? 0) << 1) | carry;
    out[i] = value & 0xff;
    carry = value >> 8;
  }
  if (carry) out[BLOCK - 1] = (out[BLOCK - 1] ?? 0) ^ 0x87;
  return out;
}
