import { Refusal } from '../../../foundation/errors.ts';
import type { ConfigurationRelease } from '../../contract/configuration/configuration.ts';
import type { HubDatabase } from '../database.ts';

/**
 * What is begun from a release that is not for all holds its changes: it is not to reach terminals that a rollout has not
 * reached, nor those that go back.
 * @throws Refusal `rollout-open` until the rollout of the newest release is completed, or that release withdrawn
 */
export async function mustHaveReachedAll(
  db: HubDatabase,
  newest: Pick<ConfigurationRelease, 'id' | 'isForAll'> | null,
): Promise<void> {
  if (newest === null || newest.isForAll) return;
  const completed = await db
    .selectFrom('rollout')
    .select('id')
    .where('releaseId', '=', newest.id)
    .where('state', 'in', ['completed', 'superseded'])
    .executeTakeFirst();
  if (!completed) throw new Refusal('rollout-open');
}

/** @throws Refusal `rollout-open`: it is rolled back, so that its terminals are watched on their way */
export async function mustNotBeRolledOut(db: HubDatabase, releaseId: string): Promise<void> {
  const started = await db
    .selectFrom('rollout')
    .select('id')
    .where('releaseId', '=', releaseId)
    .where('state', 'not in', ['draft', 'discarded', 'rolled-back'])
    .executeTakeFirst();
  if (started) throw new Refusal('rollout-open');
}
