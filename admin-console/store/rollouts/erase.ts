import { sql } from 'kysely';
import type { Clock } from '../../../foundation/clock.ts';
import type { RolloutState } from '../../contract/rollouts/rollouts.ts';
import { RETENTION } from '../../domain/retention.ts';
import type { HubDatabase } from '../database.ts';

/** Nothing is done for these any more. */
const ENDED: readonly RolloutState[] = ['discarded', 'rolled-back', 'superseded'];

/**
 * Erases rollouts that ended and are old enough. One that decides what some terminal should run stays: of software, as
 * long as nothing newer has reached everybody whom it reached; of configuration, as long as nothing newer is released.
 * Two processes at once do no harm. @returns how many
 */
export function eraseOldRollouts(db: HubDatabase, clock: Clock): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const old = await tx
      .selectFrom('rollout')
      .select('rollout.id')
      .where('state', 'in', ENDED)
      .where('createdAt', '<', clock.now() - RETENTION.rollouts.keptMs)
      .where(({ or, and, eb, not, exists, selectFrom }) =>
        or([
          eb('rollout.state', '=', 'discarded'),
          and([
            eb('rollout.kind', '=', 'configuration'),
            exists(
              selectFrom('configurationRelease as own')
                .innerJoin('configurationRelease as newer', (join) =>
                  join
                    .onRef('newer.scope', '=', 'own.scope')
                    .onRef('newer.scopeId', '=', 'own.scopeId')
                    .onRef('newer.number', '>', 'own.number'),
                )
                .select('own.id')
                .whereRef('own.id', '=', 'rollout.releaseId')
                .where('newer.withdrawnAt', 'is', null),
            ),
          ]),
          and([
            eb('rollout.kind', '=', 'software'),
            not(
              exists(
                selectFrom('rolloutTerminal as member')
                  .select('member.terminalId')
                  .whereRef('member.rolloutId', '=', 'rollout.id')
                  .where('member.offeredAt', 'is not', null)
                  .where(
                    not(
                      exists(
                        selectFrom('rolloutTerminal as later')
                          .innerJoin('rollout as other', 'other.id', 'later.rolloutId')
                          .select('later.terminalId')
                          .where(sql<boolean>`"later"."terminalId" = "member"."terminalId"`)
                          .where(sql<boolean>`"other"."startedAt" > "rollout"."startedAt"`)
                          .where('other.kind', '=', 'software')
                          .where('other.state', '=', 'completed')
                          .where('later.offeredAt', 'is not', null),
                      ),
                    ),
                  ),
              ),
            ),
          ]),
        ]),
      )
      .execute();
    if (old.length === 0) return 0;
    const ids = old.map(({ id }) => id);
    await tx.deleteFrom('rolloutTerminal').where('rolloutId', 'in', ids).execute();
    await tx.deleteFrom('rollout').where('id', 'in', ids).execute();
    return ids.length;
  });
}
