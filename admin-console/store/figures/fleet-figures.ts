import { sql } from 'kysely';
import type { Clock } from '../../../foundation/clock.ts';
import type { CommandState } from '../../contract/commands/commands.ts';
import type { RolloutState } from '../../contract/rollouts/rollouts.ts';
import type { HubDatabase } from '../database.ts';

/** Counts of the whole fleet, as the database has them: the same whichever hub process is asked. */
export interface FleetFigures {
  /** Enrolled and not revoked. */
  readonly terminals: readonly { readonly tenant: string; readonly connected: number; readonly offline: number }[];
  /** `hasNone`: no version was made for them. */
  readonly configuration: readonly {
    readonly tenant: string;
    readonly upToDate: number;
    readonly behind: number;
    readonly refused: number;
    readonly hasNone: number;
  }[];
  readonly alerts: readonly { readonly tenant: string; readonly severity: string; readonly count: number }[];
  readonly commands: Readonly<Partial<Record<CommandState, number>>>;
  /** Milliseconds since the command that waits longest could have been sent, by whether its terminal is linked; 0: none waits. */
  readonly oldestCommandWaits: { readonly connected: number; readonly offline: number };
  /** Of alerts, by state. */
  readonly messages: Readonly<Record<string, number>>;
  readonly rollouts: readonly { readonly tenant: string; readonly state: RolloutState; readonly count: number }[];
  readonly processes: number;
}

export async function fleetFigures(db: HubDatabase, clock: Clock): Promise<FleetFigures> {
  const [terminals, alerts, commands, waits, messages, rollouts, processes] = await Promise.all([
    terminalsOf(db),
    db
      .selectFrom('alertEpisode')
      .select(({ fn }) => ['tenantId', 'severity', fn.countAll<number>().as('count')])
      .where('state', '=', 'open')
      .groupBy(['tenantId', 'severity'])
      .execute(),
    db
      .selectFrom('command')
      .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
      .groupBy('state')
      .execute(),
    db
      .selectFrom('command')
      .leftJoin('link', 'link.terminalId', 'command.terminalId')
      .select(({ fn }) => [
        fn.min(sql<number | null>`case when "linkId" is not null then "notBefore" end`).as('connected'),
        fn.min(sql<number | null>`case when "linkId" is null then "notBefore" end`).as('offline'),
      ])
      .where('state', '=', 'queued')
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('alertNotice')
      .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
      .groupBy('state')
      .execute(),
    db
      .selectFrom('rollout')
      .select(({ fn }) => ['tenantId', 'state', fn.countAll<number>().as('count')])
      .groupBy(['tenantId', 'state'])
      .execute(),
    db
      .selectFrom('hubProcess')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow(),
  ]);
  const age = (since: number | null) => (since === null ? 0 : Math.max(0, clock.now() - Number(since)));
  return {
    terminals: terminals.map(({ tenant, connected, all }) => ({ tenant, connected, offline: all - connected })),
    configuration: terminals.map(({ tenant, upToDate, refused, hasNone, all }) => ({
      ...{ tenant, upToDate, refused, hasNone },
      behind: all - upToDate - refused - hasNone,
    })),
    alerts: alerts.map(({ tenantId, severity, count }) => ({ tenant: tenantId, severity, count: Number(count) })),
    commands: Object.fromEntries(commands.map(({ state, count }) => [state, Number(count)])),
    oldestCommandWaits: { connected: age(waits.connected), offline: age(waits.offline) },
    messages: Object.fromEntries(messages.map(({ state, count }) => [state, Number(count)])),
    rollouts: rollouts.map(({ tenantId, state, count }) => ({ tenant: tenantId, state, count: Number(count) })),
    processes: Number(processes.count),
  };
}

async function terminalsOf(db: HubDatabase) {
  const sum = (condition: ReturnType<typeof sql<boolean>>) =>
    sql<number>`coalesce(sum(case when ${condition} then 1 else 0 end), 0)`;
  const runsIt = sql`coalesce("runningDigest", '') = "digest"`;
  const isUpToDate = sql<boolean>`"digest" is not null and "fault" is null and ${runsIt}`;
  const isRefused = sql<boolean>`"digest" is not null
    and ("fault" is not null or (not ${runsIt} and coalesce("refusedVersion", 0) = "version"))`;
  const rows = await db
    .selectFrom('tenant')
    .innerJoin('terminal', (join) => join.onRef('terminal.tenantId', '=', 'tenant.id').on('revokedAt', 'is', null))
    .leftJoin('link', 'link.terminalId', 'terminal.id')
    .leftJoin('configurationTarget', 'configurationTarget.terminalId', 'terminal.id')
    .select(({ fn }) => [
      'tenant.id as tenant',
      fn.count<number>('terminal.id').as('all'),
      fn.count<number>('link.linkId').as('connected'),
      sum(isUpToDate).as('upToDate'),
      sum(isRefused).as('refused'),
      sum(sql<boolean>`"digest" is null`).as('hasNone'),
    ])
    .groupBy('tenant.id')
    .execute();
  return rows.map((row) => ({
    tenant: row.tenant,
    all: Number(row.all),
    connected: Number(row.connected),
    upToDate: Number(row.upToDate),
    refused: Number(row.refused),
    hasNone: Number(row.hasNone),
  }));
}
