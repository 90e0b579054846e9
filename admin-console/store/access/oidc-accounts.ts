import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../foundation/clock.ts';
import type { OidcRefusal } from '../../contract/access/access.ts';
import { ACCESS_DELAYS } from '../../domain/access/delays.ts';
import { type OidcIdentity, type OidcProvider, rolesOf, vouchesFor } from '../../domain/access/oidc.ts';
import { audit } from '../audit.ts';
import type { HubDatabase } from '../database.ts';
import type { AccessTables } from '../tables/access.ts';
import { NO_WAYS } from './links.ts';
import { endSessions } from './sessions.ts';
import { replaceRoles, tenantsOfStaff } from './staff.ts';

interface Person {
  readonly id: string;
  readonly name: string;
}

/**
 * Inside a transaction: whose account this is here. Makes one where the provider's groups give roles, and follows these
 * groups from then on; uses up an invitation to a verified e-mail address.
 */
export async function staffOfOidc(
  tx: HubDatabase,
  clock: Clock,
  provider: OidcProvider,
  identity: OidcIdentity,
): Promise<Person | OidcRefusal> {
  const known = await accountOf(tx, provider.issuer, identity.subject);
  if (known) {
    if (!mayComeIn(known)) return 'oidc-no-account';
    if (known.followsGroups === 1) await followGroups(tx, clock, provider, identity, known);
    return admitted(tx, provider, known);
  }
  const invited = await invitedOf(tx, clock, provider.issuer, identity.email);
  if (invited) {
    if (!mayComeIn(invited)) return 'oidc-no-account';
    if (!(await linkAccount(tx, provider, invited, identity.subject, { followsGroups: false })))
      return 'oidc-no-account';
    await audit(tx, clock, actorOf(provider), 'way.oidc-linked', invited.name, { after: { provider: provider.id } });
    return admitted(tx, provider, invited);
  }
  return newcomer(tx, clock, provider, identity);
}

async function admitted(tx: HubDatabase, provider: OidcProvider, person: Person): Promise<Person | OidcRefusal> {
  const tenants = await tenantsOfStaff(tx, person.id);
  if (tenants.length === 0) return 'oidc-no-role';
  return vouchesFor(provider, tenants) ? person : 'oidc-other-tenants';
}

const accountOf = (tx: HubDatabase, issuer: string, subject: string) =>
  tx
    .selectFrom('oidcAccount')
    .innerJoin('staff', 'staff.id', 'oidcAccount.staffId')
    .select(['staff.id', 'name', 'endedAt', 'lockedAt', 'followsGroups'])
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst();

/** Whoever may not is not taken for somebody new either. */
const mayComeIn = ({ endedAt, lockedAt }: Pick<AccessTables['staff'], 'endedAt' | 'lockedAt'>): boolean =>
  endedAt === null && lockedAt === null;

async function invitedOf(tx: HubDatabase, clock: Clock, issuer: string, email: string | null) {
  if (email === null) return undefined;
  const used = await tx
    .deleteFrom('oidcInvitation')
    .where('issuer', '=', issuer)
    .where('email', '=', email)
    .where('expiresAt', '>', clock.now())
    .returning('staffId')
    .executeTakeFirst();
  if (!used) return undefined;
  return tx
    .selectFrom('staff')
    .select(['id', 'name', 'endedAt', 'lockedAt'])
    .where('id', '=', used.staffId)
    .executeTakeFirst();
}

async function newcomer(
  tx: HubDatabase,
  clock: Clock,
  provider: OidcProvider,
  identity: OidcIdentity,
): Promise<Person | OidcRefusal> {
  if (!provider.createAccounts) return 'oidc-no-account';
  const roles = rolesOf(provider.createAccounts, identity.groups);
  if ([...roles.values()].every((held) => held.length === 0)) return 'oidc-no-role';
  const name = identity.nameWished;
  if (name === null) return 'oidc-no-account';
  const id = randomUUID();
  const made = await tx
    .insertInto('staff')
    .values({ ...NO_WAYS, id, name, createdAt: clock.now(), endedAt: null })
    .onConflict((c) => c.column('name').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) return 'oidc-name-taken';
  if (!(await linkAccount(tx, provider, { id }, identity.subject, { followsGroups: true }))) return 'oidc-no-account';
  await audit(tx, clock, actorOf(provider), 'user.added', name, { after: { provider: provider.id } });
  await followGroups(tx, clock, provider, identity, { id, name });
  return { id, name };
}

/** Roles in the tenants that are mapped become those of the groups. Whoever has none left anywhere is signed out. */
async function followGroups(
  tx: HubDatabase,
  clock: Clock,
  provider: OidcProvider,
  identity: OidcIdentity,
  person: Person,
): Promise<void> {
  if (!provider.createAccounts) return;
  for (const [tenantId, roles] of rolesOf(provider.createAccounts, identity.groups)) {
    const before = await replaceRoles(tx, person.id, tenantId, roles);
    if (before.length === roles.length && before.every((role) => roles.includes(role))) continue;
    await audit(tx, clock, actorOf(provider), 'user.roles-changed', person.name, {
      tenantId,
      before: { roles: before },
      after: { roles },
    });
  }
  if ((await tenantsOfStaff(tx, person.id)).length === 0) await endSessions(tx, person.id);
}

/** Who writes into the audit what follows from a sign-in. */
const actorOf = ({ id }: OidcProvider): string => `oidc:${id}`;

/** Inside a transaction. @returns false if that account is somebody else's */
async function linkAccount(
  tx: HubDatabase,
  { issuer }: OidcProvider,
  { id: staffId }: { readonly id: string },
  subject: string,
  { followsGroups }: { readonly followsGroups: boolean },
): Promise<boolean> {
  const row = { issuer, subject, staffId, followsGroups: followsGroups ? 1 : 0 };
  await tx
    .insertInto('oidcAccount')
    .values(row)
    .onConflict((c) => c.columns(['issuer', 'subject']).doNothing())
    .execute();
  const holder = await tx
    .selectFrom('oidcAccount')
    .select('staffId')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst();
  return holder?.staffId === staffId;
}

/** By what a provider tells that it is this person: its own id of theirs, or an e-mail address that it has verified. */
export type OidcLink = { readonly subject: string } | { readonly email: string };

/**
 * Somebody signs in with this provider from now on; by e-mail the first who comes with it within 30 days.
 * @returns false if that account, or an invitation to that address, is somebody else's
 */
export function inviteOidc(
  db: HubDatabase,
  clock: Clock,
  actor: string,
  provider: OidcProvider,
  of: { readonly staffId: string; readonly tenantId: string; readonly reason: string; readonly link: OidcLink },
): Promise<boolean> {
  const { staffId, tenantId, reason, link } = of;
  return db.transaction().execute(async (tx) => {
    const { name } = await tx.selectFrom('staff').select('name').where('id', '=', staffId).executeTakeFirstOrThrow();
    const isTheirs =
      'subject' in link
        ? await linkAccount(tx, provider, { id: staffId }, link.subject, { followsGroups: false })
        : await inviteAddress(tx, clock, provider, staffId, link.email);
    if (!isTheirs) return false;
    const act = 'subject' in link ? 'way.oidc-linked' : 'way.oidc-invited';
    await audit(tx, clock, actor, act, name, { tenantId, reason, after: { provider: provider.id } });
    return true;
  });
}

async function inviteAddress(
  tx: HubDatabase,
  clock: Clock,
  { issuer }: OidcProvider,
  staffId: string,
  email: string,
): Promise<boolean> {
  await tx
    .deleteFrom('oidcInvitation')
    .where('issuer', '=', issuer)
    .where('email', '=', email)
    .where((eb) => eb.or([eb('staffId', '=', staffId), eb('expiresAt', '<=', clock.now())]))
    .execute();
  const made = await tx
    .insertInto('oidcInvitation')
    .values({ issuer, email, staffId, expiresAt: clock.now() + ACCESS_DELAYS.oidcInvitation })
    .onConflict((c) => c.columns(['issuer', 'email']).doNothing())
    .returning('staffId')
    .executeTakeFirst();
  return made !== undefined;
}

/** @returns whether there was an account or an invitation */
export function unlinkOidc(
  db: HubDatabase,
  clock: Clock,
  actor: string,
  { id, issuer }: OidcProvider,
  of: { readonly staffId: string; readonly tenantId: string; readonly reason: string },
): Promise<boolean> {
  const { staffId, tenantId, reason } = of;
  return db.transaction().execute(async (tx) => {
    let gone = 0;
    for (const table of ['oidcAccount', 'oidcInvitation'] as const) {
      const { numDeletedRows } = await tx
        .deleteFrom(table)
        .where('issuer', '=', issuer)
        .where('staffId', '=', staffId)
        .executeTakeFirstOrThrow();
      gone += Number(numDeletedRows);
    }
    if (gone === 0) return false;
    const { name } = await tx.selectFrom('staff').select('name').where('id', '=', staffId).executeTakeFirstOrThrow();
    await audit(tx, clock, actor, 'way.oidc-unlinked', name, { tenantId, reason, before: { provider: id } });
    return true;
  });
}
