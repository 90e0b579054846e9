import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { code, type Log } from '../../foundation/log.ts';
import { sealClearTotp, unreadableTotp } from '../store/access/totp-secrets.ts';
import type { DatabaseAddress, HubDatabase } from '../store/database.ts';
import { openSecretBox, type SecretBox } from '../store/secrets/secret-box.ts';

/** Name of the key's file in the data directory, and the one it had when it was for alert channels only. */
const KEY = 'keys/secrets';
const FORMER_KEY = 'keys/alert-channels';

/** The key for what must not lie in the database in clear. What still does, of a hub of before, is encrypted. */
export async function openHubSecrets(
  directory: string,
  db: HubDatabase,
  kind: DatabaseAddress['kind'],
  log: Log,
): Promise<SecretBox> {
  const [file, former] = [join(directory, KEY), join(directory, FORMER_KEY)];
  if (existsSync(former) && !existsSync(file)) renameSync(former, file);
  const secrets = openSecretBox(file);
  const sealed = await sealClearTotp(db, kind, secrets);
  if (sealed > 0) log.event('info', 'hub.access.secrets-encrypted', { count: sealed });
  const unreadable = await unreadableTotp(db, secrets);
  // Who has lost the key still gets in with a recovery code, a passkey or a one-time link.
  if (unreadable > 0) log.event('error', 'hub.access.secrets-unreadable', { count: unreadable, file: code(KEY) });
  return secrets;
}
