import type { AlertCause } from '../../contract/alerting/causes.ts';
import type { StandingCount } from '../../contract/alerting/views.ts';
import type { HubDatabase } from '../database.ts';

/** How many alerts stand of each meaning, without notes, those that were put off, and those that are over soon. */
export async function standingCounts(db: HubDatabase, tenants: readonly string[]): Promise<readonly StandingCount[]> {
  if (tenants.length === 0) return [];
  const rows = await db
    .selectFrom('alertEpisode')
    .select(({ fn }) => ['cause', 'subject', 'reason', 'severity', fn.countAll<number>().as('terminals')])
    .where('tenantId', 'in', tenants)
    .where('state', 'in', ['open', 'pending'])
    .where('clearSince', 'is', null)
    .where('severity', '!=', 'note')
    .groupBy(['cause', 'subject', 'reason', 'severity'])
    .execute();
  // Written by this program only.
  return rows.map(({ cause, severity, terminals, ...row }) => ({
    ...row,
    cause: cause as AlertCause,
    severity: severity as StandingCount['severity'],
    terminals: Number(terminals),
  }));
}
