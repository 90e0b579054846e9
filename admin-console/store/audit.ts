import type { Clock } from '../../foundation/clock.ts';
import { Bug } from '../../foundation/errors.ts';
import { hashOfEntry } from '../domain/access/audit-chain.ts';
import type { HubDatabase } from './database.ts';

/** What else is known of an act. */
export interface AuditDetails {
  /** Whose auditors may read it; left out: only those of the whole hub. */
  readonly tenantId?: string | undefined;
  /** As the person gave it. */
  readonly reason?: string | null | undefined;
  /** What was, and what is now; anything that JSON can say. A secret has no place in either. */
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Names under which no value may stand in the audit, at any depth. */
const SECRET = /secret|password|token|privatekey/i;

/**
 * Every administrative act is recorded: who, what, on what. Call it inside the act's transaction, as its last statement:
 * from here on other acts wait for this one to end, on every hub process, because each entry carries the hash of the
 * one before.
 */
export async function audit(
  db: HubDatabase,
  clock: Clock,
  actor: string,
  act: string,
  subject: string,
  details: AuditDetails = {},
): Promise<void> {
  if (!db.isTransaction) return db.transaction().execute((tx) => audit(tx, clock, actor, act, subject, details));
  // The lock of this row is what puts the entries of several processes into one order.
  const head = await db
    .updateTable('auditHead')
    .set((eb) => ({ seq: eb('seq', '+', 1) }))
    .where('id', '=', 1)
    .returning(['seq', 'hash'])
    .executeTakeFirstOrThrow();
  const entry = {
    seq: head.seq,
    at: clock.now(),
    actor,
    act,
    subject,
    tenantId: details.tenantId ?? null,
    reason: details.reason ?? null,
    before: textOf(details.before),
    after: textOf(details.after),
  };
  const hash = hashOfEntry(head.hash, entry);
  await db
    .insertInto('audit')
    .values({ ...entry, hash })
    .execute();
  await db.updateTable('auditHead').set({ hash }).where('id', '=', 1).execute();
}

function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return JSON.stringify(value, (key, inner) => {
    if (SECRET.test(key)) throw new Bug(`a secret was about to be written into the audit: ${key}`);
    return inner;
  });
}
