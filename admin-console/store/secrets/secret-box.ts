import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Refusal } from '../../../foundation/errors.ts';

/** Encrypts what must not lie in the database in clear. A backup of the database alone tells no secret. */
export interface SecretBox {
  /** @param of whose or what it is: sealed for one it opens for no other, so that rows cannot be exchanged */
  seal(secret: string, of?: string): string;
  /** Refuses with `secret-unreadable`: made with another key file, for another, or changed. */
  open(sealed: string, of?: string): string;
}

const KEY_BYTES = 32;
/** NIST SP 800-38D, section 8.2.2: a random initialisation vector of 96 bits. */
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM with a key of the hub's own in a file that only its user may read. It is made if it is not there; hub
 * processes on several machines share a copy.
 */
export function openSecretBox(keyFile: string): SecretBox {
  if (!existsSync(keyFile)) writeKey(keyFile);
  const key = Buffer.from(readFileSync(keyFile, 'utf8').trim(), 'base64');
  if (key.length !== KEY_BYTES) throw new Refusal('key-file-unreadable', keyFile);
  return secretBoxOf(key);
}

/** @param key 32 bytes */
export function secretBoxOf(key: Buffer): SecretBox {
  return {
    seal(secret, of = '') {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      cipher.setAAD(Buffer.from(of));
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64');
    },
    open(sealed, of = '') {
      try {
        const bytes = Buffer.from(sealed, 'base64');
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), {
          authTagLength: TAG_BYTES,
        });
        decipher.setAAD(Buffer.from(of));
        decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
        const text = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
        return Buffer.concat([text, decipher.final()]).toString('utf8');
      } catch {
        throw new Refusal('secret-unreadable');
      }
    },
  };
}

function writeKey(keyFile: string): void {
  mkdirSync(dirname(keyFile), { recursive: true, mode: 0o700 });
  try {
    writeFileSync(keyFile, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (thrown) {
    // Another hub process of this directory was faster.
    if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') throw thrown;
  }
}
