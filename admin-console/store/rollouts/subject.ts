import { Refusal } from '../../../foundation/errors.ts';
import { UNDER_WAY } from '../../domain/rollouts/states.ts';
import { layerName } from '../configuration/drafts.ts';
import type { HubDatabase } from '../database.ts';
import type { RolloutRow } from './rows.ts';

/** What is rolled out, and to the terminals of which place. */
export type RolloutSubject =
  | { readonly kind: 'configuration'; readonly release: ConfigurationSubject }
  | { readonly kind: 'software'; readonly version: string };
type ConfigurationSubject = Awaited<ReturnType<typeof configurationRelease>>;
type Of = Pick<RolloutRow, 'id' | 'kind' | 'releaseId' | 'tenantId'>;

/** @throws Refusal `no-such-release` */
export async function subjectOf(db: HubDatabase, rollout: Omit<Of, 'id'>): Promise<RolloutSubject> {
  if (rollout.kind === 'configuration') {
    return { kind: 'configuration', release: await configurationRelease(db, rollout) };
  }
  const { version } = await softwareRelease(db, rollout);
  return { kind: 'software', version };
}

async function configurationRelease(db: HubDatabase, { releaseId, tenantId }: Pick<Of, 'releaseId' | 'tenantId'>) {
  const release = await db
    .selectFrom('configurationRelease')
    .select(['id', 'tenantId', 'scope', 'scopeId', 'number', 'activeFrom', 'isForAll', 'withdrawnAt'])
    .where('id', '=', releaseId)
    .where('tenantId', '=', tenantId)
    .executeTakeFirst();
  if (!release) throw new Refusal('no-such-release');
  return release;
}

async function softwareRelease(db: HubDatabase, { releaseId, tenantId }: Pick<Of, 'releaseId' | 'tenantId'>) {
  const release = await db
    .selectFrom('softwareRelease')
    .select(['version', 'withdrawnAt'])
    .where('id', '=', releaseId)
    .where('tenantId', '=', tenantId)
    .executeTakeFirst();
  if (!release) throw new Refusal('no-such-release');
  return release;
}

/**
 * @throws Refusal `no-such-release`, `release-is-for-all`, `release-withdrawn`, `before-the-scheduled`, `superseded`
 * (something newer was released), `nothing-to-go-back-to`, `rollout-open`
 */
export async function mustBeStartable(db: HubDatabase, rollout: Of, now: number): Promise<void> {
  const subject = await subjectOf(db, rollout);
  const open = await db
    .selectFrom('rollout')
    .select(['id', 'kind', 'releaseId', 'tenantId'])
    .where('tenantId', '=', rollout.tenantId)
    .where('kind', '=', rollout.kind)
    .where('state', 'in', [...UNDER_WAY, 'rolling-back'])
    .where('id', '!=', rollout.id)
    .execute();
  if (subject.kind === 'software') {
    if ((await softwareRelease(db, rollout)).withdrawnAt !== null) throw new Refusal('release-withdrawn');
    if (open.length > 0) throw new Refusal('rollout-open');
    return;
  }
  const { release } = subject;
  if (release.isForAll === 1) throw new Refusal('release-is-for-all');
  if (release.withdrawnAt !== null) throw new Refusal('release-withdrawn');
  if (release.activeFrom > now) throw new Refusal('before-the-scheduled');
  for (const other of open) {
    const layer = await configurationRelease(db, other);
    if (layerName(layer as never) === layerName(release as never)) throw new Refusal('rollout-open');
  }
  const standing = await db
    .selectFrom('configurationRelease')
    .select(['scope', 'number'])
    .where('tenantId', '=', release.tenantId)
    .where('scopeId', 'in', [release.scopeId, release.tenantId])
    .where('id', '!=', release.id)
    .where('withdrawnAt', 'is', null)
    .execute();
  if (standing.some(({ scope, number }) => scope === release.scope && number > release.number)) {
    throw new Refusal('superseded');
  }
  if (standing.length === 0) throw new Refusal('nothing-to-go-back-to');
}

/** Whether something newer holds for all of its terminals, or what it brings was taken back. */
export async function isSuperseded(
  db: HubDatabase,
  rollout: Of & Pick<RolloutRow, 'startedAt'>,
  subject: RolloutSubject,
  now: number,
): Promise<boolean> {
  if (subject.kind === 'software') {
    const newer = await db
      .selectFrom('rollout')
      .select('id')
      .where('tenantId', '=', rollout.tenantId)
      .where('kind', '=', 'software')
      .where('state', '=', 'completed')
      .where('startedAt', '>', rollout.startedAt ?? 0)
      .executeTakeFirst();
    return newer !== undefined;
  }
  const { release } = subject;
  if (release.withdrawnAt !== null) return true;
  const newer = await db
    .selectFrom('configurationRelease')
    .leftJoin('rollout', (join) =>
      join.onRef('rollout.releaseId', '=', 'configurationRelease.id').on('rollout.state', '=', 'completed'),
    )
    .select('configurationRelease.id')
    .where('scope', '=', release.scope)
    .where('scopeId', '=', release.scopeId)
    .where('number', '>', release.number)
    .where('withdrawnAt', 'is', null)
    .where('activeFrom', '<=', now)
    .where((or) => or.or([or('isForAll', '=', 1), or('rollout.id', 'is not', null)]))
    .executeTakeFirst();
  return newer !== undefined;
}
