import { sql } from 'kysely';
import type { Sections } from '../../fleet-link/contract.ts';
import type { Clock } from '../../foundation/clock.ts';
import { tamperingOf } from '../domain/journal-head.ts';
import { audit } from './audit.ts';
import type { HubDatabase } from './database.ts';
import { int, jsonList, jsonRows, text } from './fleet/json-rows.ts';
import { tenantOfTerminal } from './tenants.ts';

interface Told {
  readonly terminalId: string;
  readonly sections: Pick<Sections, 'journal'>;
}

/**
 * Keeps the last head of each of these terminals' journals. That a journal was tampered with stands until a person has
 * said that it is explained, or the terminal was enrolled again.
 */
export async function recordJournalHeads(db: HubDatabase, clock: Clock, told: readonly Told[]): Promise<void> {
  const heads = new Map(
    told.flatMap(({ terminalId, sections: { journal } }) => (journal ? [[terminalId, journal] as const] : [])),
  );
  if (heads.size === 0) return;
  const before = await db
    .selectFrom('journalHead')
    .selectAll()
    .where('terminalId', 'in', jsonList(db, [...heads.keys()]))
    .execute();
  for (const { terminalId, seq, hash, brokenAt } of before) {
    const head = heads.get(terminalId);
    const known = Number(seq);
    const reason = head ? tamperingOf({ seq: known, hash }, head) : null;
    if (reason === null || brokenAt !== null) continue;
    await db
      .updateTable('journalHead')
      .set({ brokenAt: clock.now(), reason })
      .where('terminalId', '=', terminalId)
      .execute();
    await audit(db, clock, `terminal:${terminalId}`, 'journal.tampered', terminalId, {
      tenantId: await tenantOfTerminal(db, terminalId),
      reason,
      before: { seq: known },
      after: { seq: head?.seq },
    });
  }
  const rows = [...heads].map(([terminalId, head]) => ({ terminalId, ...head }));
  await sql`
    insert into "journalHead" ("terminalId", "seq", "hash")
    select ${text('terminalId')}, ${int('seq')}, ${text('hash')} from ${jsonRows(db, rows)} where true
    on conflict ("terminalId") do update set "seq" = excluded."seq", "hash" = excluded."hash"`.execute(db);
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

export const brokenJournals = (db: HubDatabase, ids: readonly string[]) =>
  db
    .selectFrom('journalHead')
    .selectAll()
    .where('brokenAt', 'is not', null)
    .where('terminalId', 'in', jsonList(db, ids))
    .execute();
