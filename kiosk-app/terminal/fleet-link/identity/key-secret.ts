import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../../../../foundation/errors.ts';

/** Name of the credential; see deploy/systemd/bt-terminal.service.d/tpm.conf. */
const NAME = 'bt-hub-key';

/**
 * The secret under which the terminal's key lies on the disk. The service manager hands it over (systemd.exec, section
 * "Credentials"), and has it from the machine's TPM: on another machine, or with the disk alone, the key opens nothing.
 * @returns `null` where none is handed over: the key lies there as it is
 */
export function keySecretOf({ CREDENTIALS_DIRECTORY }: NodeJS.ProcessEnv): string | null {
  if (!CREDENTIALS_DIRECTORY) return null;
  try {
    return readFileSync(join(CREDENTIALS_DIRECTORY, NAME), 'utf8').trim() || null;
  } catch {
    return null;
  }
}

export const isLocked = (keyPem: string): boolean => keyPem.includes('ENCRYPTED PRIVATE KEY');

/** PKCS #8, encrypted (RFC 5958, section 3; RFC 8018, PBES2). */
export function lockKey(keyPem: string, secret: string | null): string {
  if (secret === null || isLocked(keyPem)) return keyPem;
  const how = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: secret } as const;
  return String(createPrivateKey(keyPem).export(how));
}

/** @throws Refusal `key-locked` where the secret is missing or another */
export function unlockKey(keyPem: string, secret: string | null): string {
  if (!isLocked(keyPem)) return keyPem;
  try {
    const key = createPrivateKey({ key: keyPem, passphrase: secret ?? '' });
    return String(key.export({ type: 'pkcs8', format: 'pem' }));
  } catch {
    throw new Refusal('key-locked');
  }
}
