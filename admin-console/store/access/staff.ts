import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../foundation/clock.ts';
import { ROLES, type Role } from '../../contract/access/permissions.ts';
import { ACCESS_DELAYS } from '../../domain/access/delays.ts';
import { audit } from '../audit.ts';
import type { HubDatabase } from '../database.ts';
import { createLink, NO_WAYS } from './links.ts';
import { endSessions } from './sessions.ts';

export interface StaffRow {
  readonly id: string;
  readonly name: string;
  readonly isLocked: boolean;
  readonly roles: readonly { readonly tenantId: string; readonly role: Role }[];
}

/** People with a role in one of these tenants, with their roles in these tenants only. */
export async function staffIn(db: HubDatabase, tenants: readonly string[]): Promise<readonly StaffRow[]> {
  if (tenants.length === 0) return [];
  const rows = await db
    .selectFrom('staffRole')
    .innerJoin('staff', 'staff.id', 'staffRole.staffId')
    .select(['staff.id', 'name', 'lockedAt', 'tenantId', 'role'])
    .where('tenantId', 'in', tenants)
    .where('endedAt', 'is', null)
    .orderBy('name')
    .execute();
  const people = new Map<
    string,
    { id: string; name: string; isLocked: boolean; roles: { tenantId: string; role: Role }[] }
  >();
  for (const { id, name, lockedAt, tenantId, role } of rows) {
    const person = people.get(id) ?? { id, name, isLocked: lockedAt !== null, roles: [] };
    person.roles.push({ tenantId, role: role as Role });
    people.set(id, person);
  }
  return [...people.values()];
}

/** Tenants in which somebody holds any role; `*` for all. Empty: nobody of that id. */
export async function tenantsOfStaff(db: HubDatabase, staffId: string): Promise<readonly string[]> {
  const rows = await db.selectFrom('staffRole').select('tenantId').distinct().where('staffId', '=', staffId).execute();
  return rows.map(({ tenantId }) => tenantId);
}

/**
 * Somebody new in a tenant, or somebody known who gets roles there too.
 * @returns for somebody new the token of the link by which they sign in once
 */
export function addStaff(
  db: HubDatabase,
  clock: Clock,
  actor: string,
  person: {
    readonly name: string;
    readonly tenantId: string;
    readonly roles: readonly Role[];
    readonly reason: string;
  },
): Promise<{ readonly id: string; readonly token: string | null }> {
  const { name, tenantId, roles, reason } = person;
  return db.transaction().execute(async (tx) => {
    const made = await tx
      .insertInto('staff')
      .values({ ...NO_WAYS, id: randomUUID(), name, createdAt: clock.now(), endedAt: null })
      .onConflict((c) => c.column('name').doNothing())
      .returning('id')
      .executeTakeFirst();
    const id =
      made?.id ?? (await tx.selectFrom('staff').select('id').where('name', '=', name).executeTakeFirstOrThrow()).id;
    // Somebody who had left comes back with nothing of theirs from before.
    const back = await tx
      .updateTable('staff')
      .set({ ...NO_WAYS, endedAt: null })
      .where('id', '=', id)
      .where('endedAt', 'is not', null)
      .executeTakeFirst();
    const token =
      made || Number(back.numUpdatedRows) === 1 ? await createLink(tx, clock, id, ACCESS_DELAYS.invitation) : null;
    const before = await replaceRoles(tx, id, tenantId, roles);
    await audit(tx, clock, actor, 'user.added', name, {
      tenantId,
      reason,
      before: { roles: before },
      after: { roles },
    });
    return { id, token };
  });
}

/** @returns false if nobody of that id holds a role in that tenant */
export function changeRoles(
  db: HubDatabase,
  clock: Clock,
  actor: string,
  change: {
    readonly staffId: string;
    readonly tenantId: string;
    readonly roles: readonly Role[];
    readonly reason: string;
  },
): Promise<boolean> {
  const { staffId, tenantId, roles, reason } = change;
  return db.transaction().execute(async (tx) => {
    if (!(await tenantsOfStaff(tx, staffId)).includes(tenantId)) return false;
    const before = await replaceRoles(tx, staffId, tenantId, roles);
    const { name } = await tx.selectFrom('staff').select('name').where('id', '=', staffId).executeTakeFirstOrThrow();
    // Whoever has no role anywhere can no longer sign in, and nothing of theirs stays.
    if ((await tenantsOfStaff(tx, staffId)).length === 0) await endStaff(tx, clock, staffId);
    await audit(tx, clock, actor, 'user.roles-changed', name, {
      tenantId,
      reason,
      before: { roles: before },
      after: { roles },
    });
    return true;
  });
}

/**
 * Somebody leaves a tenant: their roles there end, and so do the keys they made there, because they have seen them.
 * Whoever has no role left elsewhere can no longer sign in at all.
 * @returns `null` if nobody of that id holds a role in that tenant
 */
export function leaveTenant(
  db: HubDatabase,
  clock: Clock,
  actor: string,
  of: { readonly staffId: string; readonly tenantId: string; readonly reason: string },
): Promise<{ readonly keysEnded: number; readonly hasRolesElsewhere: boolean } | null> {
  const { staffId, tenantId, reason } = of;
  return db.transaction().execute(async (tx) => {
    if (!(await tenantsOfStaff(tx, staffId)).includes(tenantId)) return null;
    const name = await nameOf(tx, staffId);
    const before = await replaceRoles(tx, staffId, tenantId, []);
    const { numUpdatedRows } = await tx
      .updateTable('accessKey')
      .set({ endedAt: clock.now() })
      .where('createdBy', '=', name)
      .where('tenantId', '=', tenantId)
      .where('endedAt', 'is', null)
      .executeTakeFirstOrThrow();
    const keysEnded = Number(numUpdatedRows);
    const hasRolesElsewhere = (await tenantsOfStaff(tx, staffId)).length > 0;
    if (!hasRolesElsewhere) await endStaff(tx, clock, staffId);
    await audit(tx, clock, actor, 'user.left', name, {
      tenantId,
      reason,
      before: { roles: before },
      after: { keysEnded },
    });
    return { keysEnded, hasRolesElsewhere };
  });
}

/** Somebody may not sign in for a while, or may again; with a lock their sessions end on every hub process. */
export function lockStaff(
  db: HubDatabase,
  clock: Clock,
  actor: string,
  of: { readonly staffId: string; readonly tenantId: string; readonly reason: string; readonly isLocked: boolean },
): Promise<void> {
  const { staffId, tenantId, reason, isLocked } = of;
  return db.transaction().execute(async (tx) => {
    await tx
      .updateTable('staff')
      .set({ lockedAt: isLocked ? clock.now() : null })
      .where('id', '=', staffId)
      .execute();
    if (isLocked) {
      await endSessions(tx, staffId);
      await tx.deleteFrom('staffLink').where('staffId', '=', staffId).execute();
    }
    const act = isLocked ? 'user.locked' : 'user.unlocked';
    await audit(tx, clock, actor, act, await nameOf(tx, staffId), { tenantId, reason });
  });
}

/** A new one-time link for somebody who can no longer sign in; their sessions end. */
export function renewLink(
  db: HubDatabase,
  clock: Clock,
  actor: string,
  of: { readonly staffId: string; readonly tenantId: string; readonly reason: string },
): Promise<string> {
  return db.transaction().execute(async (tx) => {
    await endSessions(tx, of.staffId);
    const token = await createLink(tx, clock, of.staffId, ACCESS_DELAYS.invitation);
    await audit(tx, clock, actor, 'user.link-made', await nameOf(tx, of.staffId), of);
    return token;
  });
}

/** Ends all sessions of a person. @returns how many */
export function endAllSessions(
  db: HubDatabase,
  clock: Clock,
  actor: string,
  of: { readonly staffId: string; readonly tenantId?: string; readonly except?: string; readonly reason?: string },
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const ended = await endSessions(tx, of.staffId, of.except);
    const { tenantId, reason } = of;
    await audit(tx, clock, actor, 'user.sessions-ended', await nameOf(tx, of.staffId), {
      tenantId,
      reason,
      after: { ended },
    });
    return ended;
  });
}

/** Inside a transaction. They can no longer sign in, and of how they could nothing stays. */
export async function endStaff(tx: HubDatabase, clock: Clock, staffId: string): Promise<void> {
  await tx
    .updateTable('staff')
    .set({ ...NO_WAYS, endedAt: clock.now() })
    .where('id', '=', staffId)
    .execute();
  await endSessions(tx, staffId);
  for (const table of ['passkey', 'oidcAccount', 'oidcInvitation', 'recoveryCode', 'staffLink'] as const) {
    await tx.deleteFrom(table).where('staffId', '=', staffId).execute();
  }
}

async function nameOf(tx: HubDatabase, staffId: string): Promise<string> {
  return (await tx.selectFrom('staff').select('name').where('id', '=', staffId).executeTakeFirstOrThrow()).name;
}

/** Inside a transaction. @returns the roles held before */
export async function replaceRoles(
  tx: HubDatabase,
  staffId: string,
  tenantId: string,
  roles: readonly Role[],
): Promise<readonly Role[]> {
  const gone = await tx
    .deleteFrom('staffRole')
    .where('staffId', '=', staffId)
    .where('tenantId', '=', tenantId)
    .returning('role')
    .execute();
  if (roles.length > 0) {
    await tx
      .insertInto('staffRole')
      .values([...new Set(roles)].map((role) => ({ staffId, tenantId, role })))
      .execute();
  }
  const before = new Set(gone.map(({ role }) => role));
  return ROLES.filter((role) => before.has(role));
}
