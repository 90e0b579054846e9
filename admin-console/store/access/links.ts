import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../foundation/clock.ts';
import { ACCESS_DELAYS } from '../../domain/access/delays.ts';
import { ALL_TENANTS } from '../../domain/access/principal.ts';
import { hashOfToken, newToken } from '../../domain/access/tokens.ts';
import { audit } from '../audit.ts';
import type { HubDatabase } from '../database.ts';

/** Whoever has the machine's shell. */
const MACHINE = 'machine';
/** The first owner's name, until they choose another. */
const OWNER = 'owner';

/** Inside a transaction. @returns the token of a link that signs this person in once */
export async function createLink(tx: HubDatabase, clock: Clock, staffId: string, validFor: number): Promise<string> {
  const token = newToken();
  await tx
    .insertInto('staffLink')
    .values({ hash: hashOfToken(token), staffId, expiresAt: clock.now() + validFor, usedAt: null })
    .execute();
  return token;
}

/** `link-unknown` also for one whose person may no longer sign in. */
export type OwnerLinkFault = 'link-unknown' | 'link-used' | 'link-expired';

/** Inside a transaction. Uses the link up. */
export async function useLink(
  tx: HubDatabase,
  clock: Clock,
  token: string,
): Promise<{ readonly id: string; readonly name: string } | OwnerLinkFault> {
  const hash = hashOfToken(token);
  const row = await tx
    .selectFrom('staffLink')
    .innerJoin('staff', 'staff.id', 'staffLink.staffId')
    .select(['staff.id', 'name', 'expiresAt', 'usedAt'])
    .where('hash', '=', hash)
    .where('endedAt', 'is', null)
    .where('lockedAt', 'is', null)
    .executeTakeFirst();
  if (!row) return 'link-unknown';
  if (row.usedAt !== null) return 'link-used';
  if (row.expiresAt <= clock.now()) return 'link-expired';
  const used = await tx
    .updateTable('staffLink')
    .set({ usedAt: clock.now() })
    .where('hash', '=', hash)
    .where('usedAt', 'is', null)
    .executeTakeFirst();
  return Number(used.numUpdatedRows) === 1 ? { id: row.id, name: row.name } : 'link-used';
}

/**
 * A one-time link for an owner of the whole hub, for whoever has the machine's shell: the first owner is made with it.
 * Links of that owner that nobody has used are no longer good.
 */
export function createOwnerLink(db: HubDatabase, clock: Clock): Promise<string> {
  return db.transaction().execute(async (tx) => {
    // The first statement writes: two processes that start on one empty database make one owner.
    await tx
      .insertInto('staff')
      .values({ ...NO_WAYS, id: randomUUID(), name: OWNER, createdAt: clock.now(), endedAt: null })
      .onConflict((c) => c.column('name').doUpdateSet({ endedAt: null, lockedAt: null }))
      .execute();
    const { id } = await tx.selectFrom('staff').select('id').where('name', '=', OWNER).executeTakeFirstOrThrow();
    await tx
      .insertInto('staffRole')
      .values({ staffId: id, tenantId: ALL_TENANTS, role: 'owner' })
      .onConflict((c) => c.doNothing())
      .execute();
    const token = await createLink(tx, clock, id, ACCESS_DELAYS.ownerLink);
    await audit(tx, clock, MACHINE, 'owner-link.made', OWNER);
    return token;
  });
}

export const NO_WAYS = {
  lockedAt: null,
  passwordHash: null,
  totpSealed: null,
  totpSecret: null,
  totpStep: null,
} as const;

/** Whether nobody can own this hub yet. */
export async function hasNoStaff(db: HubDatabase): Promise<boolean> {
  return (await db.selectFrom('staff').select('id').limit(1).executeTakeFirst()) === undefined;
}
