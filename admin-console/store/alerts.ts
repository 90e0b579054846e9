import type { AlertKind, StatusReport } from '../../fleet-link/contract.ts';
import type { Clock } from '../../foundation/clock.ts';
import { type HubAlertKind, type Severity, severityOf } from '../contract/alert-severity.ts';
import { audit } from './audit.ts';
import type { HubDatabase } from './database.ts';

/** As the console shows it: a terminal's own alert, or one that only the hub can raise. */
export interface AlertView {
  readonly id: string;
  readonly kind: HubAlertKind;
  /** Epoch milliseconds; of a terminal's own alert on its clock. */
  readonly since: number;
  readonly reason: string | null;
  readonly severity: Severity;
}

/** Its id: there is one for each terminal at most. */
export const TAMPERED = 'journal-tampered';

/** Takes over what a report says, in one transaction: reports of one terminal never mix. */
export async function recordAlerts(db: HubDatabase, clock: Clock, terminalId: string, status: StatusReport) {
  await db.transaction().execute(async (tx) => {
    const standing = status.alerts.map(({ id }) => id);
    let gone = tx.deleteFrom('alert').where('terminalId', '=', terminalId);
    if (standing.length > 0) gone = gone.where('id', 'not in', standing);
    await gone.execute();
    for (const { id, kind, since, reason } of status.alerts) {
      await tx
        .insertInto('alert')
        .values({ terminalId, id, kind, since, reason, seenAt: clock.now() })
        .onConflict((c) => c.columns(['terminalId', 'id']).doUpdateSet({ reason }))
        .execute();
    }
    if (status.journal) await recordHead(tx, clock, terminalId, status.journal);
  });
}

/**
 * A journal only grows: one that is shorter than it was, or has another hash at the same length, was cut, changed or
 * made anew. The alert stands until a person has said that it is explained, or the terminal was enrolled again.
 */
async function recordHead(
  db: HubDatabase,
  clock: Clock,
  terminalId: string,
  { seq, hash }: NonNullable<StatusReport['journal']>,
): Promise<void> {
  const before = await db.selectFrom('journalHead').selectAll().where('terminalId', '=', terminalId).executeTakeFirst();
  if (!before) {
    await db.insertInto('journalHead').values({ terminalId, seq, hash, brokenAt: null, reason: null }).execute();
    return;
  }
  const known = Number(before.seq);
  const reason = seq < known ? 'went-back' : seq === known && hash !== before.hash ? 'changed' : null;
  const isNew = reason !== null && before.brokenAt === null;
  await db
    .updateTable('journalHead')
    .set({ seq, hash, ...(isNew ? { brokenAt: clock.now(), reason } : {}) })
    .where('terminalId', '=', terminalId)
    .execute();
  if (isNew) await audit(db, clock, `terminal:${terminalId}`, 'journal.tampered', `${known} ${reason}`);
}

/** A person has found out why; written into the audit. False if nothing was to be explained. */
export async function explainJournal(db: HubDatabase, clock: Clock, terminalId: string, actor: string) {
  const changed = await db
    .updateTable('journalHead')
    .set({ brokenAt: null, reason: null })
    .where('terminalId', '=', terminalId)
    .where('brokenAt', 'is not', null)
    .executeTakeFirst();
  const isExplained = Number(changed.numUpdatedRows) > 0;
  if (isExplained) await audit(db, clock, actor, 'journal.explained', terminalId);
  return isExplained;
}

/** By terminal, what stands longest first. */
export async function standingAlerts(db: HubDatabase): Promise<ReadonlyMap<string, readonly AlertView[]>> {
  const rows = await db.selectFrom('alert').selectAll().orderBy('since').orderBy('id').execute();
  const heads = await db.selectFrom('journalHead').selectAll().where('brokenAt', 'is not', null).execute();
  const views = new Map<string, AlertView[]>();
  const add = (terminalId: string, view: AlertView) => views.set(terminalId, [...(views.get(terminalId) ?? []), view]);
  for (const { terminalId, brokenAt, reason } of heads) {
    add(terminalId, { id: TAMPERED, kind: TAMPERED, since: Number(brokenAt), reason, severity: severityOf(TAMPERED) });
  }
  for (const { terminalId, id, kind, since, reason } of rows) {
    // Checked by the contract when it came in.
    const checked = kind as AlertKind;
    add(terminalId, { id, kind: checked, since: Number(since), reason, severity: severityOf(checked) });
  }
  return views;
}
