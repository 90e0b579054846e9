import { type Migration, Migrator } from 'kysely/migration';
import { firstHub } from './0001-first-hub.ts';
import { tenantsAndProcesses } from './0002-tenants-and-processes.ts';
import { sectionsAndLinks } from './0010-sections-and-links.ts';
import { dialling } from './0011-dialling.ts';
import { certificateAndClock } from './0012-certificate-and-clock.ts';
import { commands } from './0020-commands.ts';
import { auditChain } from './0030-audit-chain.ts';
import { access } from './0031-access.ts';
import { sealedTotp } from './0032-sealed-totp.ts';
import { oidc } from './0033-oidc.ts';
import { lockedStaff } from './0034-locked-staff.ts';
import { alerting } from './0040-alerting.ts';
import { statistics } from './0050-statistics.ts';
import { configuration } from './0060-configuration.ts';
import { rollouts } from './0070-rollouts.ts';
import { terminalNames } from './0080-terminal-names.ts';
import { configurationComments } from './0088-configuration-comments.ts';
import { tags } from './0091-tags.ts';
import { savedViews } from './0092-saved-views.ts';
import { plan } from './0093-plan.ts';
import { terminalHistory } from './0094-terminal-history.ts';
import { treasury } from './0098-treasury.ts';
import { logViews } from './0099-log-views.ts';

import type { AnyDatabase, DatabaseKind, HubMigration } from './migration.ts';

/** In order of their names; one that has run anywhere is never changed again. */
const MIGRATIONS: Readonly<Record<string, HubMigration>> = {
  '0001-first-hub': firstHub,
  '0002-tenants-and-processes': tenantsAndProcesses,
  '0010-sections-and-links': sectionsAndLinks,
  '0011-dialling': dialling,
  '0012-certificate-and-clock': certificateAndClock,
  '0020-commands': commands,
  '0030-audit-chain': auditChain,
  '0031-access': access,
  '0032-sealed-totp': sealedTotp,
  '0033-oidc': oidc,
  '0034-locked-staff': lockedStaff,
  '0050-statistics': statistics,
  '0040-alerting': alerting,
  '0060-configuration': configuration,
  '0070-rollouts': rollouts,
  '0080-terminal-names': terminalNames,
  '0088-configuration-comments': configurationComments,
  '0091-tags': tags,
  '0092-saved-views': savedViews,
  '0093-plan': plan,
  '0098-treasury': treasury,
  '0099-log-views': logViews,
  '0094-terminal-history': terminalHistory,
};

/**
 * Brings the tables to the version of this program, forward only.
 * @param upTo name of the last migration to run, for tests of the ones after it; all if left out
 */
export async function migrate(db: AnyDatabase, kind: DatabaseKind, upTo?: string): Promise<void> {
  const migrations: Record<string, Migration> = Object.fromEntries(
    Object.entries(MIGRATIONS).map(([name, { up }]) => [name, { up: (tx) => up(tx, kind) }]),
  );
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    // Each area numbers its own: one that is written later may stand before one that has run.
    allowUnorderedMigrations: true,
  });
  const { error } = upTo === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(upTo);
  if (error) throw error;
}

/** Whether this program knows how to make the tables of that version. */
export const hasMigration = (name: string): boolean => Object.hasOwn(MIGRATIONS, name);
