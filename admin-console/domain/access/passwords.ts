import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);
/** OWASP Password Storage Cheat Sheet, "Argon2id": 19 MiB, two passes, one lane. */
const PARAMETERS = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;
/** RFC 9106, section 3.1: 16 bytes of salt. */
const SALT = 16;

/** With a second factor besides, eight would do (NIST SP 800-63B-4, section 3.1.1.2). */
export const PASSWORD_LENGTH = { least: 12, most: 128 } as const;

/** @returns argon2id in the PHC string format */
export async function hashOfPassword(password: string): Promise<string> {
  const nonce = randomBytes(SALT);
  const tag = await derive('argon2id', { ...PARAMETERS, message: normal(password), nonce });
  const { memory, passes, parallelism } = PARAMETERS;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(nonce)}$${base64(tag)}`;
}

/** Somebody who is not there, so that asking takes as long as for one who is. */
let nobody: Promise<string> | undefined;
const hashOfNobody = (): Promise<string> => {
  nobody ??= hashOfPassword(randomBytes(32).toString('hex'));
  return nobody;
};

/** @param hash `null` for somebody who is not there or has no password: takes as long, and is never right */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(hash ?? (await hashOfNobody()));
  if (!parts) return false;
  const [, memory, passes, parallelism, salt = '', tag = ''] = parts;
  const expected = Buffer.from(tag, 'base64');
  const given = await derive('argon2id', {
    message: normal(password),
    nonce: Buffer.from(salt, 'base64'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
  });
  return timingSafeEqual(given, expected) && hash !== null;
}

/** Two keyboards write the same letter differently (Unicode normalisation, NIST SP 800-63B-4, section 3.1.1.2). */
const normal = (password: string): string => password.normalize('NFC');
const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
