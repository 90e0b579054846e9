import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../foundation/clock.ts';
import type { KeyView } from '../../contract/access/access.ts';
import type { Permission } from '../../contract/access/permissions.ts';
import { ACCESS_DELAYS } from '../../domain/access/delays.ts';
import { hashOfToken, newToken } from '../../domain/access/tokens.ts';
import { audit } from '../audit.ts';
import type { HubDatabase } from '../database.ts';

/** By it a key is found where it must not stand: in a repository, in a log. */
const PREFIX = 'btk_';

export interface NewApiKey {
  readonly name: string;
  readonly tenantId: string;
  readonly permissions: readonly Permission[];
  /** Milliseconds. */
  readonly validFor: number;
}

/** @returns the key itself, which is kept nowhere here and shown once */
export function createKey(
  db: HubDatabase,
  clock: Clock,
  actor: string,
  { name, tenantId, permissions, validFor }: NewApiKey,
): Promise<{ readonly id: string; readonly key: string; readonly expiresAt: number }> {
  const key = `${PREFIX}${newToken()}`;
  const id = randomUUID();
  const createdAt = clock.now();
  const expiresAt = createdAt + Math.min(validFor, ACCESS_DELAYS.keyLongest);
  return db.transaction().execute(async (tx) => {
    const row = { id, name, tenantId, createdBy: actor, createdAt, expiresAt, usedAt: null, endedAt: null };
    await tx
      .insertInto('accessKey')
      .values({ ...row, tokenHash: hashOfToken(key), permissions: JSON.stringify(permissions) })
      .execute();
    await audit(tx, clock, actor, 'key.made', id, { tenantId, after: { name, permissions, expiresAt } });
    return { id, key, expiresAt };
  });
}

/** What a key may do now; `null` for one that is unknown, over, or ended. Its use is written down. */
export async function keyOf(db: HubDatabase, clock: Clock, key: string): Promise<KeyView | null> {
  if (!key.startsWith(PREFIX)) return null;
  const now = clock.now();
  const row = await db
    .selectFrom('accessKey')
    .selectAll()
    .where('tokenHash', '=', hashOfToken(key))
    .where('expiresAt', '>', now)
    .where('endedAt', 'is', null)
    .executeTakeFirst();
  if (!row) return null;
  if (row.usedAt === null || row.usedAt <= now - ACCESS_DELAYS.keySeenEvery) {
    await db.updateTable('accessKey').set({ usedAt: now }).where('id', '=', row.id).execute();
  }
  return viewOf(row);
}

/** Those that have not been ended, also expired ones. */
export async function keysOf(db: HubDatabase, tenants: readonly string[]): Promise<readonly KeyView[]> {
  if (tenants.length === 0) return [];
  const rows = await db
    .selectFrom('accessKey')
    .selectAll()
    .where('tenantId', 'in', tenants)
    .where('endedAt', 'is', null)
    .orderBy('createdAt', 'desc')
    .execute();
  return rows.map(viewOf);
}

/** @returns false if there is none in that tenant */
export function endKey(db: HubDatabase, clock: Clock, actor: string, tenantId: string, id: string): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const ended = await tx
      .updateTable('accessKey')
      .set({ endedAt: clock.now() })
      .where('id', '=', id)
      .where('tenantId', '=', tenantId)
      .where('endedAt', 'is', null)
      .executeTakeFirst();
    if (Number(ended.numUpdatedRows) === 0) return false;
    await audit(tx, clock, actor, 'key.ended', id, { tenantId });
    return true;
  });
}

function viewOf(row: Omit<KeyView, 'permissions'> & { readonly permissions: string }): KeyView {
  const { id, name, tenantId, createdBy, createdAt, expiresAt, usedAt } = row;
  // Checked by the route when it was made.
  const permissions = JSON.parse(row.permissions) as Permission[];
  return { id, name, tenantId, permissions, createdBy, createdAt, expiresAt, usedAt };
}
