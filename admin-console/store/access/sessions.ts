import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../foundation/clock.ts';
import type { Role } from '../../contract/access/permissions.ts';
import { ACCESS_DELAYS } from '../../domain/access/delays.ts';
import { hashOfToken, newToken } from '../../domain/access/tokens.ts';
import { RETENTION } from '../../domain/retention.ts';
import { audit } from '../audit.ts';
import type { HubDatabase } from '../database.ts';

/** How somebody has signed in. */
export type SignInWay = 'password' | 'passkey' | 'oidc' | 'link';

export interface SessionRow {
  readonly id: string;
  readonly way: string;
  readonly startedAt: number;
  readonly seenAt: number;
  readonly agent: string | null;
}
/** Who a session belongs to, as of now. */
export interface OpenSession extends SessionRow {
  readonly staffId: string;
  readonly name: string;
  readonly roles: readonly { readonly tenantId: string; readonly role: Role }[];
}

const AGENT_LENGTH = 160;

/** Begins a session. @returns its token, which is kept nowhere here */
export async function openSession(
  tx: HubDatabase,
  clock: Clock,
  staff: { readonly id: string; readonly name: string },
  way: SignInWay,
  agent: string | undefined,
): Promise<string> {
  const token = newToken();
  const now = clock.now();
  const id = randomUUID();
  await tx
    .insertInto('staffSession')
    .values({
      id,
      tokenHash: hashOfToken(token),
      staffId: staff.id,
      way,
      startedAt: now,
      seenAt: now,
      agent: agent?.slice(0, AGENT_LENGTH) ?? null,
    })
    .execute();
  await audit(tx, clock, staff.name, 'session.opened', id, { after: { way } });
  return token;
}

/**
 * Asked of the database for each call, so that a session which one process ends is over on all of them at once.
 * @returns `null` if there is none, or none any more
 */
export async function sessionOf(db: HubDatabase, clock: Clock, token: string): Promise<OpenSession | null> {
  const now = clock.now();
  const row = await db
    .selectFrom('staffSession')
    .innerJoin('staff', 'staff.id', 'staffSession.staffId')
    .select(['staffSession.id', 'staffId', 'name', 'way', 'startedAt', 'seenAt', 'agent'])
    .where('tokenHash', '=', hashOfToken(token))
    .where('startedAt', '>', now - ACCESS_DELAYS.sessionLongest)
    .where('seenAt', '>', now - ACCESS_DELAYS.sessionIdle)
    .where('endedAt', 'is', null)
    .where('lockedAt', 'is', null)
    .executeTakeFirst();
  if (!row) return null;
  const roles = await db
    .selectFrom('staffRole')
    .select(['tenantId', 'role'])
    .where('staffId', '=', row.staffId)
    .execute();
  return { ...row, roles: roles.map(({ tenantId, role }) => ({ tenantId, role: role as Role })) };
}

/** Somebody did something in it: it does not fall idle. Written down once in `ACCESS_DELAYS.sessionSeenEvery`. */
export async function touchSession(db: HubDatabase, clock: Clock, { id, seenAt }: SessionRow): Promise<void> {
  const now = clock.now();
  if (seenAt > now - ACCESS_DELAYS.sessionSeenEvery) return;
  await db.updateTable('staffSession').set({ seenAt: now }).where('id', '=', id).execute();
}

/** Those that are still open, the newest first. */
export const sessionsOf = (db: HubDatabase, clock: Clock, staffId: string): Promise<readonly SessionRow[]> =>
  db
    .selectFrom('staffSession')
    .select(['id', 'way', 'startedAt', 'seenAt', 'agent'])
    .where('staffId', '=', staffId)
    .where('startedAt', '>', clock.now() - ACCESS_DELAYS.sessionLongest)
    .where('seenAt', '>', clock.now() - ACCESS_DELAYS.sessionIdle)
    .orderBy('startedAt', 'desc')
    .execute();

/** @returns false if there was none of this person with that id */
export function endSession(
  db: HubDatabase,
  clock: Clock,
  actor: string,
  staffId: string,
  sessionId: string,
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const ended = await tx
      .deleteFrom('staffSession')
      .where('id', '=', sessionId)
      .where('staffId', '=', staffId)
      .executeTakeFirst();
    if (Number(ended.numDeletedRows) === 0) return false;
    await audit(tx, clock, actor, 'session.ended', sessionId);
    return true;
  });
}

/** Inside a transaction. @param except a session that stays; @returns how many ended */
export async function endSessions(tx: HubDatabase, staffId: string, except?: string): Promise<number> {
  let query = tx.deleteFrom('staffSession').where('staffId', '=', staffId);
  if (except !== undefined) query = query.where('id', '!=', except);
  return Number((await query.executeTakeFirst()).numDeletedRows);
}

/** Rows of sessions that ended by themselves, challenges and locks that are over. Safe when several processes do it. */
export async function clearEnded(db: HubDatabase, clock: Clock): Promise<void> {
  const now = clock.now();
  await db
    .deleteFrom('staffSession')
    .where((eb) =>
      eb.or([
        eb('startedAt', '<=', now - RETENTION.sessions.keptMs),
        eb('seenAt', '<=', now - ACCESS_DELAYS.sessionIdle),
      ]),
    )
    .execute();
  await db.deleteFrom('accessChallenge').where('expiresAt', '<=', now).execute();
  await db
    .deleteFrom('accessThrottle')
    .where('at', '<=', now - RETENTION.failedSignIns.keptMs)
    .execute();
  await db
    .deleteFrom('oidcInvitation')
    .where('expiresAt', '<=', now - RETENTION.invitations.keptMs)
    .execute();
  await db
    .deleteFrom('staffLink')
    .where('expiresAt', '<=', now - RETENTION.invitations.keptMs)
    .execute();
}
