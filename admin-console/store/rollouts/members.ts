import { type Expression, type SqlBool, sql } from 'kysely';
import { severityOf } from '../../contract/alerting/alerts.ts';
import type { RolloutPlan } from '../../contract/rollouts/rollouts.ts';
import type { Placed } from '../../domain/rollouts/advance.ts';
import type { Member, SeenMember } from '../../domain/rollouts/member.ts';
import { membershipOf } from '../../domain/rollouts/membership.ts';
import { isGoingBack, type Rollout } from '../../domain/rollouts/states.ts';
import type { HubDatabase } from '../database.ts';
import { int, jsonRows, text } from '../fleet/json-rows.ts';
import { tagsOf } from '../tags/tags-of.ts';
import type { RolloutRow } from './rows.ts';
import type { RolloutSubject } from './subject.ts';

/** Rows in one statement: SQLite takes 32,766 values (sqlite.org, "Limits"). */
const ROWS_AT_ONCE = 1_000;

/** Takes in terminals that are not in the rollout yet: all of them at its start, later those that were enrolled since. */
export async function takeIn(
  tx: HubDatabase,
  { tenantId }: Pick<RolloutRow, 'tenantId'>,
  rollout: Rollout,
  subject: RolloutSubject,
): Promise<void> {
  let query = tx
    .selectFrom('terminal')
    .leftJoin('rolloutTerminal', (join) =>
      join.onRef('rolloutTerminal.terminalId', '=', 'terminal.id').on('rolloutTerminal.rolloutId', '=', rollout.id),
    )
    .select(['terminal.id', 'terminal.locationId'])
    .where('terminal.tenantId', '=', tenantId)
    .where('terminal.revokedAt', 'is', null)
    .where('rolloutTerminal.terminalId', 'is', null);
  const scope = scopeOf(subject);
  if (scope) query = query.where(scope);
  const rows = await query.execute();
  const tags = await tagsFor(tx, rollout.plan, rows);
  const fresh = rows.map(({ id: terminalId, locationId }) => {
    const terminal = { terminalId, locationId, tags: tags.get(terminalId) ?? [] };
    const { ring, isExcluded } = membershipOf(rollout.id, rollout.plan, terminal);
    const isOut = isExcluded || ring < 0;
    return {
      rolloutId: rollout.id,
      terminalId,
      ring,
      state: isOut ? ('excluded' as const) : ('pending' as const),
      reason: isOut ? (isExcluded ? 'excluded' : 'in-no-ring') : null,
      offeredAt: null,
      switchedAt: null,
      wellSince: null,
      oldFaults: '[]',
      softwareBefore: null,
    };
  });
  for (let n = 0; n < fresh.length; n += ROWS_AT_ONCE) {
    await tx
      .insertInto('rolloutTerminal')
      .values(fresh.slice(n, n + ROWS_AT_ONCE))
      .onConflict((c) => c.doNothing())
      .execute();
  }
}

/** All terminals that a rollout is about. */
export async function placeOf(
  db: HubDatabase,
  { tenantId }: Pick<RolloutRow, 'tenantId'>,
  plan: RolloutPlan,
  subject: RolloutSubject,
): Promise<readonly PlacedTerminal[]> {
  let query = db
    .selectFrom('terminal')
    .leftJoin('link', 'link.terminalId', 'terminal.id')
    .select(['terminal.id', 'locationId', 'linkId'])
    .where('terminal.tenantId', '=', tenantId)
    .where('terminal.revokedAt', 'is', null);
  const scope = scopeOf(subject);
  if (scope) query = query.where(scope);
  const rows = await query.execute();
  const tags = await tagsFor(db, plan, rows);
  return rows.map(({ id, locationId, linkId }) => ({
    terminalId: id,
    locationId,
    isLinked: linkId !== null,
    tags: tags.get(id) ?? [],
  }));
}

interface PlacedTerminal {
  readonly terminalId: string;
  readonly locationId: string | null;
  readonly isLinked: boolean;
  readonly tags: readonly string[];
}

/** Read only where a ring asks for them. */
const tagsFor = async (db: HubDatabase, { rings }: RolloutPlan, rows: readonly { readonly id: string }[]) =>
  tagsOf(db, rings.some(({ selection }) => selection.by === 'tags') ? rows.map(({ id }) => id) : []);

/** Terminals of the place for which a release of configuration is; `null`: all of the tenant. */
function scopeOf(subject: RolloutSubject): Expression<SqlBool> | null {
  if (subject.kind === 'software' || subject.release.scope === 'tenant') return null;
  const { scope, scopeId } = subject.release;
  return scope === 'location'
    ? sql<SqlBool>`"terminal"."locationId" = ${scopeId}`
    : sql<SqlBool>`"terminal"."id" = ${scopeId}`;
}

/** The terminals of a rollout that its next step is about, by id. Those that have left the place are not among them. */
export async function placed(
  tx: HubDatabase,
  { tenantId, releaseId }: Pick<RolloutRow, 'tenantId' | 'releaseId'>,
  rollout: Rollout,
  subject: RolloutSubject,
): Promise<readonly Placed[]> {
  let query = tx
    .selectFrom('rolloutTerminal')
    .innerJoin('terminal', 'terminal.id', 'rolloutTerminal.terminalId')
    .leftJoin('link', 'link.terminalId', 'terminal.id')
    .leftJoin('terminalState', 'terminalState.terminalId', 'terminal.id')
    .leftJoin('configurationTarget', 'configurationTarget.terminalId', 'terminal.id')
    .leftJoin('softwareTarget', 'softwareTarget.terminalId', 'terminal.id')
    .select(['rolloutTerminal.terminalId', 'ring', 'rolloutTerminal.state', 'offeredAt', 'switchedAt'])
    .select(['wellSince', 'rolloutTerminal.reason', 'oldFaults'])
    .select(['link.linkId', 'terminal.seenAt', 'terminal.enrolledAt', 'condition', 'terminalState.mode'])
    .select(['releases', 'configurationTarget.version', 'digest', 'fault', 'runningDigest', 'isOnTrial'])
    .select(['refusedVersion', 'refusedReason'])
    .select(['terminal.software', 'softwareTarget.running', 'softwareTarget.version as softwareVersion'])
    .select(['softwareTarget.state as softwareState', 'softwareTarget.reason as softwareReason'])
    .where('rolloutTerminal.rolloutId', '=', rollout.id)
    .where('terminal.tenantId', '=', tenantId)
    .where('terminal.revokedAt', 'is', null)
    .orderBy('rolloutTerminal.terminalId');
  const scope = scopeOf(subject);
  if (scope) query = query.where(scope);
  // Thousands of which nothing can follow now are not read at each step.
  switch (rollout.state) {
    case 'rolling-back':
      query = query.where('offeredAt', 'is not', null);
      break;
    case 'completed':
      query = query.where('rolloutTerminal.state', 'in', ['pending', 'offered', 'switched']);
      break;
    case 'stopped':
      query = query.where('rolloutTerminal.state', 'in', ['offered', 'switched']);
      break;
    default:
      query = query.where('ring', '<=', rollout.ring).where('rolloutTerminal.state', '!=', 'excluded');
  }
  const rows = await query.execute();
  const faults = await urgentAlerts(tx, rollout.id, rollout.ring);
  const goesBack = isGoingBack(rollout.state);
  return rows.map((row) => ({
    member: memberOf(row),
    seen: {
      offlineSince: row.linkId === null ? (row.seenAt ?? row.enrolledAt) : null,
      // Somebody who works at the machine takes it out of service, too.
      faults: [
        ...(row.condition === 'out-of-service' && row.mode !== '"maintenance"' ? ['out-of-service'] : []),
        ...(faults.get(row.terminalId) ?? []),
      ],
      ...(subject.kind === 'configuration'
        ? runsConfiguration(row, releaseId, goesBack)
        : runsSoftware(row, subject.version, goesBack)),
    },
  }));
}

const memberOf = ({
  terminalId,
  ring,
  state,
  offeredAt,
  switchedAt,
  wellSince,
  reason,
  oldFaults,
}: Omit<Member, 'oldFaults'> & { readonly oldFaults: string }): Member => ({
  terminalId,
  ring,
  state,
  offeredAt,
  switchedAt,
  wellSince,
  reason,
  oldFaults: JSON.parse(oldFaults),
});

type Runs = Pick<SeenMember, 'runs' | 'reason'>;

function runsConfiguration(
  row: {
    readonly releases: string | null;
    readonly version: number | null;
    readonly digest: string | null;
    readonly fault: string | null;
    readonly runningDigest: string | null;
    readonly isOnTrial: number | null;
    readonly refusedVersion: number | null;
    readonly refusedReason: string | null;
  },
  releaseId: string,
  goesBack: boolean,
): Runs {
  const isOffered = row.releases?.split(' ').includes(releaseId) ?? false;
  const isCurrent = row.digest !== null && row.runningDigest === row.digest;
  // It has asked since it goes back, and runs what it was told.
  if (!isOffered) return { runs: goesBack && (isCurrent || row.digest === null) ? 'other' : 'changing', reason: null };
  if (row.fault !== null) return { runs: 'refused', reason: 'content-fault' };
  if (isCurrent) return { runs: row.isOnTrial === 1 ? 'changing' : goesBack ? 'changing' : 'wanted', reason: null };
  if (row.refusedVersion === row.version) return { runs: 'refused', reason: row.refusedReason };
  return { runs: 'changing', reason: null };
}

function runsSoftware(
  row: {
    readonly software: string | null;
    readonly running: string | null;
    readonly softwareVersion: string | null;
    readonly softwareState: string | null;
    readonly softwareReason: string | null;
    readonly switchedAt: number | null;
  },
  version: string,
  goesBack: boolean,
): Runs {
  const running = row.running ?? row.software;
  if (running === version) return { runs: goesBack ? 'changing' : 'wanted', reason: null };
  if (row.softwareState === 'refused' && row.softwareVersion === version) {
    return { runs: 'refused', reason: row.softwareReason };
  }
  // What has not come yet and what is gone again look the same: it is known which it was.
  return { runs: goesBack || row.switchedAt !== null ? 'other' : 'changing', reason: null };
}

/** By terminal, of those that may have been offered it. */
async function urgentAlerts(
  tx: HubDatabase,
  rolloutId: string,
  ring: number,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await tx
    .selectFrom('alert')
    .innerJoin('rolloutTerminal', 'rolloutTerminal.terminalId', 'alert.terminalId')
    .select(['alert.terminalId', 'kind'])
    .distinct()
    .where('rolloutTerminal.rolloutId', '=', rolloutId)
    .where('rolloutTerminal.ring', '<=', ring)
    .orderBy('kind')
    .execute();
  const urgent = rows.filter(({ kind }) => severityOf(kind as Parameters<typeof severityOf>[0]) === 'urgent');
  return new Map(
    [...Map.groupBy(urgent, ({ terminalId }) => terminalId)].map(([id, all]) => [
      id,
      all.map(({ kind }) => `alert-${kind}`),
    ]),
  );
}

/** Writes what has become of them. */
export async function writeMembers(tx: HubDatabase, rolloutId: string, members: readonly Member[]): Promise<void> {
  if (members.length === 0) return;
  const rows = members.map((member) => ({ ...member, rolloutId, oldFaults: JSON.stringify(member.oldFaults) }));
  // Both halves of the key come from the JSON: SQLite would go through the whole rollout for each terminal otherwise.
  await sql`
    update "rolloutTerminal" set "state" = ${text('state')}, "offeredAt" = ${int('offeredAt')},
      "switchedAt" = ${int('switchedAt')}, "wellSince" = ${int('wellSince')}, "reason" = ${text('reason')},
      "oldFaults" = ${text('oldFaults')}
    from ${jsonRows(tx, rows)}
    where "rolloutTerminal"."rolloutId" = ${text('rolloutId')}
      and "rolloutTerminal"."terminalId" = ${text('terminalId')}`.execute(tx);
}
