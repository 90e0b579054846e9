import type { WantedSoftware } from '../../../fleet-link/software.ts';
import type { Clock } from '../../../foundation/clock.ts';
import type { SoftwareTargets } from '../../domain/rollouts/rollouts.ts';
import { isGoingBack } from '../../domain/rollouts/states.ts';
import type { HubDatabase } from '../database.ts';

const FIELDS = ['running', 'version', 'state', 'reason'] as const;

export function createSoftwareTargets(db: HubDatabase, clock: Clock): SoftwareTargets {
  return {
    async told(terminalId, { running, change }) {
      const said = {
        running,
        version: change?.version ?? null,
        state: change?.state ?? null,
        reason: change?.reason ?? null,
      };
      // Each new link tells it again, mostly the same: reading is cheaper than writing.
      const known = await db
        .selectFrom('softwareTarget')
        .select(['running', 'version', 'state', 'reason'])
        .where('terminalId', '=', terminalId)
        .executeTakeFirst();
      if (!known || FIELDS.some((field) => known[field] !== said[field])) {
        const row = { ...said, reportedAt: clock.now() };
        await db
          .insertInto('softwareTarget')
          .values({ terminalId, ...row })
          .onConflict((c) => c.column('terminalId').doUpdateSet(row))
          .execute();
      }
      return wantedSoftware(db, terminalId);
    },
  };
}

/** Of the newest rollout that has reached it and does not go back; without one, what it ran before the one that does. */
async function wantedSoftware(db: HubDatabase, terminalId: string): Promise<WantedSoftware | null> {
  const reached = await db
    .selectFrom('rolloutTerminal')
    .innerJoin('rollout', 'rollout.id', 'rolloutTerminal.rolloutId')
    .innerJoin('softwareRelease', 'softwareRelease.id', 'rollout.releaseId')
    .innerJoin('terminal', (join) =>
      join.onRef('terminal.id', '=', 'rolloutTerminal.terminalId').onRef('terminal.tenantId', '=', 'rollout.tenantId'),
    )
    .select(['rollout.state', 'softwareBefore', 'version', 'digest', 'size', 'softwareRelease.tenantId'])
    .where('rolloutTerminal.terminalId', '=', terminalId)
    .where('offeredAt', 'is not', null)
    .orderBy('rollout.startedAt', 'desc')
    .execute();
  const standing = reached.find(({ state }) => !isGoingBack(state));
  const first = reached.at(-1);
  if (standing) {
    const { version, digest, size } = standing;
    return { version, package: { digest, size } };
  }
  if (!first?.softwareBefore) return null;
  const kept = await db
    .selectFrom('softwareRelease')
    .select(['digest', 'size'])
    .where('tenantId', '=', first.tenantId)
    .where('version', '=', first.softwareBefore)
    .executeTakeFirst();
  return { version: first.softwareBefore, package: kept ?? null };
}
