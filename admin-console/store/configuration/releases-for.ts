import type { Clock } from '../../../foundation/clock.ts';
import type { ConfigurationRelease } from '../../contract/configuration/configuration.ts';
import { releaseInForce } from '../../domain/configuration/rules.ts';
import type { HubDatabase } from '../database.ts';
import { RELEASE_COLUMNS, releaseOf } from './rows.ts';

/** The releases in force for a terminal, of the tenant, its location and itself; empty for one that is not known. */
export async function releasesFor(
  db: HubDatabase,
  clock: Clock,
  terminalId: string,
): Promise<readonly ConfigurationRelease[]> {
  const terminal = await db
    .selectFrom('terminal')
    .select(['tenantId', 'locationId'])
    .where('id', '=', terminalId)
    .executeTakeFirst();
  if (!terminal) return [];
  const { tenantId, locationId } = terminal;
  const rows = await db
    .selectFrom('configurationRelease')
    .select(RELEASE_COLUMNS)
    .where('tenantId', '=', tenantId)
    .where('withdrawnAt', 'is', null)
    .where('scopeId', 'in', [tenantId, locationId ?? tenantId, terminalId])
    .execute();
  const admissions = await db
    .selectFrom('configurationAdmission')
    .select('releaseId')
    .where('terminalId', '=', terminalId)
    .execute();
  const admitted = new Set(admissions.map(({ releaseId }) => releaseId));
  const layers = [
    ['tenant', tenantId],
    ['location', locationId],
    ['terminal', terminalId],
  ] as const;
  return layers.flatMap(([scope, id]) => {
    const releases = rows.filter((row) => row.scope === scope && row.scopeId === id).map(releaseOf);
    return releaseInForce(releases, admitted, clock.now()) ?? [];
  });
}
