import { sql } from 'kysely';
import type { Clock } from '../../../foundation/clock.ts';
import { judge } from '../../domain/judgement.ts';
import { summarise } from '../../domain/summary.ts';
import { standingAlerts } from '../alerts.ts';
import type { HubDatabase } from '../database.ts';
import { type Noted, noteChanges, notedDevices } from '../history/note-changes.ts';
import { jsonList, jsonRows, text } from './json-rows.ts';

/** Judges these terminals anew from what is kept of them, and writes down what differs from before. */
export async function judgeAgain(db: HubDatabase, clock: Clock, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const rows = await db
    .selectFrom('terminalState')
    .innerJoin('terminal', 'terminal.id', 'terminalState.terminalId')
    .leftJoin('link', 'link.terminalId', 'terminal.id')
    .select([
      'terminalState.terminalId',
      'terminal.software',
      'fingerprint',
      'link.linkId',
      'mode',
      'devices',
      'cardLeft',
      'portals',
      'services',
      'condition',
      'judged',
    ])
    .where('terminalState.terminalId', 'in', jsonList(db, ids))
    .execute();
  const alerts = await standingAlerts(db, ids);
  const noted: Noted[] = [];
  const changed = rows.flatMap((row) => {
    const standing = alerts.get(row.terminalId) ?? [];
    const status = {
      mode: JSON.parse(row.mode),
      devices: JSON.parse(row.devices),
      cardLeft: JSON.parse(row.cardLeft),
      portals: JSON.parse(row.portals),
      services: JSON.parse(row.services),
    };
    const judgement = judge({ online: true, status, alerts: standing });
    noted.push(
      { terminalId: row.terminalId, kind: 'condition', value: row.linkId ? judgement.condition : 'unreachable' },
      { terminalId: row.terminalId, kind: 'certificate', value: row.fingerprint },
      ...(row.software ? [{ terminalId: row.terminalId, kind: 'software' as const, value: row.software }] : []),
      ...notedDevices(row.terminalId, status.devices),
    );
    const judged = JSON.stringify(summarise(judgement, standing));
    if (judged === row.judged && judgement.condition === row.condition) return [];
    return [{ id: row.terminalId, condition: judgement.condition, judged }];
  });
  await noteChanges(db, clock, noted);
  if (changed.length === 0) return;
  await sql`
    update "terminal" set "condition" = ${text('condition')}, "judged" = ${text('judged')}, "changedAt" = ${clock.now()}
    from ${jsonRows(db, changed)} where "terminal"."id" = ${text('id')}`.execute(db);
}
