import type { AlertKind, StatusReport } from '../../fleet-link/contract.ts';
import type { Clock } from '../../foundation/clock.ts';
import { type AlertView, severityOf } from '../contract/alerts.ts';
import type { HubDatabase } from './database.ts';
import { brokenJournals } from './journal-heads.ts';

/** Its id: there is one for each terminal at most. */
const TAMPERED = 'journal-tampered';

/** Takes over the alerts of a report: what it no longer has is gone. */
export async function recordAlerts(
  db: HubDatabase,
  clock: Clock,
  terminalId: string,
  alerts: StatusReport['alerts'],
): Promise<void> {
  const standing = alerts.map(({ id }) => id);
  let gone = db.deleteFrom('alert').where('terminalId', '=', terminalId);
  if (standing.length > 0) gone = gone.where('id', 'not in', standing);
  await gone.execute();
  for (const { id, kind, since, reason } of alerts) {
    await db
      .insertInto('alert')
      .values({ terminalId, id, kind, since, reason, seenAt: clock.now() })
      .onConflict((c) => c.columns(['terminalId', 'id']).doUpdateSet({ reason }))
      .execute();
  }
}

/** By terminal: a tampered journal first, then what stands longest first. */
export async function standingAlerts(db: HubDatabase): Promise<ReadonlyMap<string, readonly AlertView[]>> {
  const rows = await db.selectFrom('alert').selectAll().orderBy('since').orderBy('id').execute();
  const views = new Map<string, AlertView[]>();
  const add = (terminalId: string, view: AlertView) => views.set(terminalId, [...(views.get(terminalId) ?? []), view]);
  for (const { terminalId, brokenAt, reason } of await brokenJournals(db)) {
    add(terminalId, { id: TAMPERED, kind: TAMPERED, since: Number(brokenAt), reason, severity: severityOf(TAMPERED) });
  }
  for (const { terminalId, id, kind, since, reason } of rows) {
    // Checked by the contract when it came in.
    const checked = kind as AlertKind;
    add(terminalId, { id, kind: checked, since: Number(since), reason, severity: severityOf(checked) });
  }
  return views;
}
