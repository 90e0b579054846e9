import type { Clock } from '../../../foundation/clock.ts';
import type { ConfigurationRelease } from '../../contract/configuration/configuration.ts';
import {
  type ConfigurationReach,
  type ConfigurationSpread,
  SPREAD_STATES,
  type SpreadState,
} from '../../contract/configuration/configuration-review.ts';
import { type ReachedTerminal, spreadStateOf } from '../../domain/configuration/spread.ts';
import type { HubDatabase } from '../database.ts';

type Layer = Pick<ConfigurationRelease, 'tenantId' | 'scope' | 'scopeId'>;

/** Terminals in one answer. */
const MOST = 100;

const terminalsOf = (db: HubDatabase, { tenantId, scope, scopeId }: Layer) => {
  const all = db.selectFrom('terminal').where('terminal.tenantId', '=', tenantId);
  if (scope === 'tenant') return all;
  return all.where(scope === 'location' ? 'terminal.locationId' : 'terminal.id', '=', scopeId);
};

export async function reachOf(db: HubDatabase, layer: Layer): Promise<ConfigurationReach> {
  const found = await terminalsOf(db, layer)
    .select((eb) => [
      eb.fn.countAll<number>().as('terminals'),
      eb.fn.count<number>('terminal.locationId').distinct().as('locations'),
    ])
    .executeTakeFirstOrThrow();
  return { terminals: Number(found.terminals), locations: Number(found.locations) };
}

/** How far a release is at each terminal that it is for. */
export async function spreadOf(
  db: HubDatabase,
  clock: Clock,
  release: ConfigurationRelease,
): Promise<Pick<ConfigurationSpread, 'counts' | 'without'>> {
  const newer = await db
    .selectFrom('configurationRelease')
    .select('id')
    .where('scope', '=', release.scope)
    .where('scopeId', '=', release.scopeId)
    .where('number', '>', release.number)
    .execute();
  const rows = await terminalsOf(db, release)
    .leftJoin('configurationTarget as target', 'target.terminalId', 'terminal.id')
    .leftJoin('link', 'link.terminalId', 'terminal.id')
    .leftJoin('configurationAdmission as admission', (join) =>
      join.onRef('admission.terminalId', '=', 'terminal.id').on('admission.releaseId', '=', release.id),
    )
    .select(['terminal.id', 'link.linkId', 'admission.at as admittedAt'])
    .select(['target.releases', 'version', 'digest', 'fault', 'runningDigest', 'target.staged', 'isOnTrial'])
    .select(['refusedVersion', 'refusedReason'])
    .orderBy('terminal.id')
    .execute();
  const counts = Object.fromEntries(SPREAD_STATES.map((state) => [state, 0])) as Record<SpreadState, number>;
  const without: ConfigurationSpread['without'][number][] = [];
  for (const row of rows) {
    const held = row.releases?.split(' ') ?? [];
    const isRefused = row.version !== null && row.refusedVersion === row.version;
    const seen: ReachedTerminal = {
      holds: held.includes(release.id) ? 'this' : newer.some(({ id }) => held.includes(id)) ? 'newer' : 'older',
      isLinked: row.linkId !== null,
      isAdmitted: release.isForAll || row.admittedAt !== null,
      fault: row.fault,
      isRunning: row.digest !== null && row.fault === null && row.runningDigest === row.digest,
      isOnTrial: row.isOnTrial === 1,
      isStaged: row.version !== null && row.staged === row.version,
      isRefused,
    };
    const state = spreadStateOf(release, seen, clock.now());
    counts[state]++;
    if (state === 'has-it' || without.length >= MOST) continue;
    without.push({ terminalId: row.id, state, reason: state === 'refused' ? row.refusedReason : null });
  }
  return { counts, without };
}
