import type { Clock } from '../../../foundation/clock.ts';
import { ACCESS_DELAYS } from '../../domain/access/delays.ts';
import { newToken } from '../../domain/access/tokens.ts';
import type { HubDatabase } from '../database.ts';

/** What is under way: proving an app of codes, making or using a passkey, the way to the organisation's sign-in. */
export type ChallengeKind = 'totp' | 'passkey-new' | 'passkey' | 'oidc';

/** Remembers one side of it until the answer comes, to whichever hub process. @returns its id, which nobody can guess */
export async function keepChallenge(
  db: HubDatabase,
  clock: Clock,
  kind: ChallengeKind,
  staffId: string | null,
  data: unknown,
): Promise<string> {
  const id = newToken();
  const expiresAt = clock.now() + ACCESS_DELAYS.challenge;
  await db
    .insertInto('accessChallenge')
    .values({ id, kind, staffId, data: JSON.stringify(data), expiresAt })
    .execute();
  return id;
}

/** Takes it out: it is answered once. @returns `null` if there is none, none of this person, or it has expired */
export async function takeChallenge(
  db: HubDatabase,
  clock: Clock,
  kind: ChallengeKind,
  id: string,
): Promise<{ readonly staffId: string | null; readonly data: unknown } | null> {
  const row = await db
    .deleteFrom('accessChallenge')
    .where('id', '=', id)
    .where('kind', '=', kind)
    .where('expiresAt', '>', clock.now())
    .returning(['staffId', 'data'])
    .executeTakeFirst();
  return row ? { staffId: row.staffId, data: JSON.parse(row.data) } : null;
}

/** As `takeChallenge`, but it stays: a code that was mistyped may be typed again. */
export async function readChallenge(
  db: HubDatabase,
  clock: Clock,
  kind: ChallengeKind,
  id: string,
): Promise<{ readonly staffId: string | null; readonly data: unknown } | null> {
  const row = await db
    .selectFrom('accessChallenge')
    .select(['staffId', 'data'])
    .where('id', '=', id)
    .where('kind', '=', kind)
    .where('expiresAt', '>', clock.now())
    .executeTakeFirst();
  return row ? { staffId: row.staffId, data: JSON.parse(row.data) } : null;
}
