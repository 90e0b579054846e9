import { sql } from 'kysely';
import type { Alert, AlertKind, Sections } from '../../fleet-link/contract.ts';
import type { Clock } from '../../foundation/clock.ts';
import { type AlertView, severityOf } from '../contract/alerting/alerts.ts';
import type { HubDatabase } from './database.ts';
import { int, jsonList, jsonRows, text } from './fleet/json-rows.ts';
import { brokenJournals } from './journal-heads.ts';

/** Its id: there is one for each terminal at most. */
const TAMPERED = 'journal-tampered';

interface Told {
  readonly terminalId: string;
  readonly sections: Pick<Sections, 'alerts'>;
}

/** Takes over the alerts of those who told any: what a terminal no longer has is gone. */
export async function recordAlerts(db: HubDatabase, clock: Clock, told: readonly Told[]): Promise<void> {
  const tellers = told.filter(({ sections }) => sections.alerts);
  if (tellers.length === 0) return;
  const standing = tellers.flatMap(({ terminalId, sections }) =>
    // One that is told twice would stop the statement for all.
    [...new Map(sections.alerts?.map((alert) => [alert.id, alert])).values()].map((alert) => row(terminalId, alert)),
  );
  const ids = tellers.map(({ terminalId }) => terminalId);
  await sql`
    delete from "alert" where "terminalId" in ${jsonList(db, ids)} and not exists (
      select 1 from ${jsonRows(db, standing)}
      where ${text('terminalId')} = "alert"."terminalId" and ${text('id')} = "alert"."id")`.execute(db);
  if (standing.length === 0) return;
  await sql`
    insert into "alert" ("terminalId", "id", "kind", "since", "reason", "seenAt")
    select ${text('terminalId')}, ${text('id')}, ${text('kind')}, ${int('since')}, ${text('reason')},
      cast(${clock.now()} as bigint)
    from ${jsonRows(db, standing)} where true
    on conflict ("terminalId", "id") do update set "reason" = excluded."reason"`.execute(db);
}

const row = (terminalId: string, { id, kind, since, reason }: Alert) => ({ terminalId, id, kind, since, reason });

/** By terminal, of these: a tampered journal first, then what stands longest first. */
export async function standingAlerts(
  db: HubDatabase,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly AlertView[]>> {
  const rows = await db
    .selectFrom('alert')
    .selectAll()
    .where('terminalId', 'in', jsonList(db, ids))
    .orderBy('since')
    .orderBy('id')
    .execute();
  const views = new Map<string, AlertView[]>();
  const add = (terminalId: string, view: AlertView) => {
    const known = views.get(terminalId);
    if (known) known.push(view);
    else views.set(terminalId, [view]);
  };
  for (const { terminalId, brokenAt, reason } of await brokenJournals(db, ids)) {
    add(terminalId, { id: TAMPERED, kind: TAMPERED, since: Number(brokenAt), reason, severity: severityOf(TAMPERED) });
  }
  for (const { terminalId, id, kind, since, reason } of rows) {
    // Checked by the contract when it came in.
    const checked = kind as AlertKind;
    add(terminalId, { id, kind: checked, since: Number(since), reason, severity: severityOf(checked) });
  }
  return views;
}
