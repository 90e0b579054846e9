import type { TerminalConfiguration } from '../../contract/configuration/configuration.ts';
import type { HubDatabase } from '../database.ts';

/** What runs on each terminal, as it said, and what was last made for it. */
export async function terminalConfigurations(
  db: HubDatabase,
  tenants: readonly string[],
): Promise<readonly TerminalConfiguration[]> {
  const rows = await db
    .selectFrom('terminal')
    .leftJoin('configurationTarget', 'configurationTarget.terminalId', 'terminal.id')
    .select(['terminal.id', 'terminal.tenantId'])
    .select([
      'version',
      'digest',
      'fault',
      'running',
      'runningDigest',
      'configurationTarget.staged',
      'isOnTrial',
      'refusedVersion',
      'refusedReason',
      'refusedDetail',
      'reportedAt',
    ])
    .where('terminal.tenantId', 'in', [...tenants, ''])
    .orderBy('terminal.id')
    .execute();
  return rows.map((row) => ({
    terminalId: row.id,
    tenantId: row.tenantId,
    wanted: row.digest === null ? null : row.version,
    fault: row.fault,
    running: row.running,
    staged: row.staged,
    isOnTrial: row.isOnTrial === 1,
    refused:
      row.refusedVersion === null
        ? null
        : { version: row.refusedVersion, reason: row.refusedReason ?? '', detail: row.refusedDetail ?? '' },
    reportedAt: row.reportedAt,
    isUpToDate: row.fault === null && row.runningDigest === row.digest,
  }));
}
