import type { Clock } from '../../../foundation/clock.ts';
import { audit } from '../audit.ts';
import type { HubDatabase } from '../database.ts';
import { waysOf } from './ways.ts';

interface Person {
  readonly id: string;
  readonly name: string;
}
/** What a browser has made and we have verified; id and COSE key base64url. */
export interface NewPasskey {
  readonly id: string;
  readonly publicKey: string;
  readonly counter: number;
  readonly transports: readonly string[];
}
export interface PasskeyRow extends NewPasskey {
  readonly staffId: string;
  readonly staffName: string;
}

/** @returns false if it is somebody's already */
export function addPasskey(
  db: HubDatabase,
  clock: Clock,
  staff: Person,
  { transports, ...key }: NewPasskey,
  name: string,
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const made = await tx
      .insertInto('passkey')
      .values({
        ...{ ...key, name, staffId: staff.id, transports: JSON.stringify(transports) },
        ...{ createdAt: clock.now(), usedAt: null },
      })
      .onConflict((c) => c.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!made) return false;
    await audit(tx, clock, staff.name, 'way.passkey-added', staff.name, { after: { name } });
    return true;
  });
}

/** @returns `null` for one that nobody has who may sign in */
export async function passkeyOf(db: HubDatabase, id: string): Promise<PasskeyRow | null> {
  const row = await db
    .selectFrom('passkey')
    .innerJoin('staff', 'staff.id', 'passkey.staffId')
    .select(['passkey.id', 'publicKey', 'counter', 'transports', 'staffId', 'staff.name as staffName'])
    .where('passkey.id', '=', id)
    .where('endedAt', 'is', null)
    .where('lockedAt', 'is', null)
    .executeTakeFirst();
  return row ? { ...row, transports: JSON.parse(row.transports) } : null;
}

export async function passkeysOf(
  db: HubDatabase,
  staffId: string,
): Promise<readonly Pick<PasskeyRow, 'id' | 'transports'>[]> {
  const rows = await db.selectFrom('passkey').select(['id', 'transports']).where('staffId', '=', staffId).execute();
  return rows.map(({ id, transports }) => ({ id, transports: JSON.parse(transports) }));
}

/**
 * Inside a transaction. A counter that does not grow is that of a copy, or of the original after a copy was used (Web
 * Authentication Level 3, section 6.1.1); 0 says that this passkey does not count. @returns false for such a one; it
 * then stands in the audit
 */
export async function usePasskey(tx: HubDatabase, clock: Clock, key: PasskeyRow, counter: number): Promise<boolean> {
  const used = await tx
    .updateTable('passkey')
    .set({ counter, usedAt: clock.now() })
    .where('id', '=', key.id)
    .where('counter', counter === 0 ? '=' : '<', counter)
    .executeTakeFirst();
  if (Number(used.numUpdatedRows) === 1) return true;
  await audit(tx, clock, key.staffName, 'way.passkey-copied', key.staffName, { after: { counter } });
  return false;
}

/** @returns false if there is none of this person */
export function renamePasskey(
  db: HubDatabase,
  clock: Clock,
  staff: Person,
  id: string,
  name: string,
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const renamed = await tx
      .updateTable('passkey')
      .set({ name })
      .where('id', '=', id)
      .where('staffId', '=', staff.id)
      .executeTakeFirst();
    if (Number(renamed.numUpdatedRows) === 0) return false;
    await audit(tx, clock, staff.name, 'way.passkey-renamed', staff.name, { after: { name } });
    return true;
  });
}

/** @returns `last-way`: they could not sign in any more; `not-found`: none of this person */
export function removePasskey(
  db: HubDatabase,
  clock: Clock,
  staff: Person,
  id: string,
): Promise<'removed' | 'last-way' | 'not-found'> {
  return db.transaction().execute(async (tx) => {
    // This row's lock lets one removal after the other through, on every hub process.
    await tx.updateTable('staff').set({ name: staff.name }).where('id', '=', staff.id).execute();
    const { password, passkeys, oidc } = await waysOf(tx, staff.id);
    if (!password && oidc.length === 0 && passkeys.length === 1 && passkeys[0]?.id === id) return 'last-way';
    const gone = await tx
      .deleteFrom('passkey')
      .where('id', '=', id)
      .where('staffId', '=', staff.id)
      .returning('name')
      .executeTakeFirst();
    if (!gone) return 'not-found';
    await audit(tx, clock, staff.name, 'way.passkey-removed', staff.name, { before: gone });
    return 'removed';
  });
}
