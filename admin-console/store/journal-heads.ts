import type { Clock } from '../../foundation/clock.ts';
import { type JournalHead, tamperingOf } from '../domain/journal-head.ts';
import { audit } from './audit.ts';
import type { HubDatabase } from './database.ts';
import { tenantOfTerminal } from './tenants.ts';

/**
 * Keeps the last head of a terminal's journal. That the journal was tampered with stands until a person has said that
 * it is explained, or the terminal was enrolled again.
 */
export async function recordJournalHead(
  db: HubDatabase,
  clock: Clock,
  terminalId: string,
  head: JournalHead,
): Promise<void> {
  const before = await db.selectFrom('journalHead').selectAll().where('terminalId', '=', terminalId).executeTakeFirst();
  if (!before) {
    await db
      .insertInto('journalHead')
      .values({ terminalId, ...head, brokenAt: null, reason: null })
      .execute();
    return;
  }
  const known = Number(before.seq);
  const reason = tamperingOf({ seq: known, hash: before.hash }, head);
  const isNew = reason !== null && before.brokenAt === null;
  await db
    .updateTable('journalHead')
    .set({ ...head, ...(isNew ? { brokenAt: clock.now(), reason } : {}) })
    .where('terminalId', '=', terminalId)
    .execute();
  if (isNew) {
    await audit(db, clock, `terminal:${terminalId}`, 'journal.tampered', terminalId, {
      tenantId: await tenantOfTerminal(db, terminalId),
      reason,
      before: { seq: known },
      after: { seq: head.seq },
    });
  }
}

/** A person has found out why; written into the audit. @returns false if nothing was to be explained */
export async function explainJournal(
  db: HubDatabase,
  clock: Clock,
  terminalId: string,
  actor: string,
): Promise<boolean> {
  const changed = await db
    .updateTable('journalHead')
    .set({ brokenAt: null, reason: null })
    .where('terminalId', '=', terminalId)
    .where('brokenAt', 'is not', null)
    .executeTakeFirst();
  const isExplained = Number(changed.numUpdatedRows) > 0;
  if (isExplained)
    await audit(db, clock, actor, 'journal.explained', terminalId, {
      tenantId: await tenantOfTerminal(db, terminalId),
    });
  return isExplained;
}

export const brokenJournals = (db: HubDatabase) =>
  db.selectFrom('journalHead').selectAll().where('brokenAt', 'is not', null).execute();
