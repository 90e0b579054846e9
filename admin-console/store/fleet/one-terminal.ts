import type { KeptReport, TerminalView } from '../../contract/terminals/terminal-view.ts';
import { judge } from '../../domain/judgement.ts';
import { KEPT_SECTIONS } from '../../domain/kept-sections.ts';
import { standingAlerts } from '../alerts.ts';
import type { HubDatabase } from '../database.ts';
import { tagsOf } from '../tags/tags-of.ts';

/** One terminal of these tenants with all that is known of it. */
export async function oneTerminal(
  db: HubDatabase,
  tenants: readonly string[],
  id: string,
): Promise<TerminalView | undefined> {
  if (tenants.length === 0) return undefined;
  const row = await db
    .selectFrom('terminal')
    .leftJoin('link', 'link.terminalId', 'terminal.id')
    .selectAll('terminal')
    .select('link.linkId')
    .where('terminal.id', '=', id)
    .where('terminal.tenantId', 'in', tenants)
    .executeTakeFirst();
  if (!row) return undefined;
  const alerts = (await standingAlerts(db, [id])).get(id) ?? [];
  const help = await db.selectFrom('help').selectAll().where('terminalId', '=', id).executeTakeFirst();
  const status = await reportOf(db, id);
  const online = row.linkId !== null;
  return {
    id: row.id,
    tenantId: row.tenantId,
    locationId: row.locationId,
    name: row.name,
    site: row.site,
    fingerprint: row.fingerprint,
    enrolledAt: row.enrolledAt,
    revokedAt: row.revokedAt,
    online,
    seenAt: row.seenAt,
    software: row.software,
    status,
    alerts,
    judgement: judge({ online, status, alerts }),
    tags: (await tagsOf(db, [id])).get(id) ?? [],
    help: help ? { id: help.id, since: help.since, takenAt: help.takenAt } : null,
  };
}

async function reportOf(db: HubDatabase, id: string): Promise<KeptReport | null> {
  const row = await db.selectFrom('terminalState').selectAll().where('terminalId', '=', id).executeTakeFirst();
  if (!row) return null;
  // Checked by the contract when it came in.
  const sections = Object.fromEntries(KEPT_SECTIONS.map((name) => [name, JSON.parse(row[name])]));
  return { at: row.at, ...sections } as KeptReport;
}
