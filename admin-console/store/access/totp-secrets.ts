import { sql } from 'kysely';
import { Refusal } from '../../../foundation/errors.ts';
import type { DatabaseAddress, HubDatabase } from '../database.ts';
import type { SecretBox } from '../secrets/secret-box.ts';

/** What a person's secret is sealed for. */
const of = (staffId: string): string => `totp:${staffId}`;

export const sealTotp = (secrets: SecretBox, staffId: string, secret: string): string =>
  secrets.seal(secret, of(staffId));

/** @returns `null` for what was sealed with another key, or for another person */
export function openTotp(secrets: SecretBox, staffId: string, sealed: string): string | null {
  try {
    return secrets.open(sealed, of(staffId));
  } catch (thrown) {
    if (thrown instanceof Refusal) return null;
    throw thrown;
  }
}

/**
 * Encrypts what stands in clear: secrets of a hub of before, or from a backup of it. What stood there is overwritten in
 * the database's files too.
 * @returns how many
 */
export async function sealClearTotp(
  db: HubDatabase,
  kind: DatabaseAddress['kind'],
  secrets: SecretBox,
): Promise<number> {
  const rows = await db.selectFrom('staff').select(['id', 'totpSecret']).where('totpSecret', 'is not', null).execute();
  if (rows.length === 0) return 0;
  // SQLite then writes zeros over what it deletes (SQLite, "PRAGMA secure_delete").
  if (kind === 'sqlite') await sql`pragma secure_delete = on`.execute(db);
  for (const { id, totpSecret } of rows) {
    if (totpSecret === null) continue;
    await db
      .updateTable('staff')
      .set({ totpSealed: sealTotp(secrets, id, totpSecret), totpSecret: null })
      .where('id', '=', id)
      .where('totpSecret', '=', totpSecret)
      .execute();
  }
  if (kind === 'sqlite') {
    await sql`pragma secure_delete = off`.execute(db);
    await sql`pragma wal_checkpoint(truncate)`.execute(db);
  } else {
    await sql`vacuum full "staff"`.execute(db);
  }
  return rows.length;
}

/** How many people's secrets this key does not open: the key file is not the one they were sealed with. */
export async function unreadableTotp(db: HubDatabase, secrets: SecretBox): Promise<number> {
  const rows = await db.selectFrom('staff').select(['id', 'totpSealed']).where('totpSealed', 'is not', null).execute();
  return rows.filter(({ id, totpSealed }) => totpSealed !== null && openTotp(secrets, id, totpSealed) === null).length;
}
