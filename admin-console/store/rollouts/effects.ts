import type { Clock } from '../../../foundation/clock.ts';
import type { RolloutKind } from '../../contract/rollouts/rollouts.ts';
import { lockReleases } from '../configuration/rows.ts';
import type { HubDatabase } from '../database.ts';
import { jsonList } from '../fleet/json-rows.ts';
import type { RolloutRow } from './rows.ts';

/**
 * Leaves word for the links of these terminals that something else may be wanted. One that is not linked asks when it is.
 * @returns hub processes to be rung after the transaction
 */
export async function tell(tx: HubDatabase, kind: RolloutKind, ids: readonly string[]): Promise<readonly string[]> {
  const rows = await tx
    .insertInto('linkOrder')
    .columns(['processId', 'terminalId', 'linkId', 'kind', 'detail'])
    .expression((eb) =>
      eb
        .selectFrom('link')
        .select(({ val, cast }) => [
          'processId',
          'terminalId',
          'linkId',
          cast<string>(val('wanted'), 'text').as('kind'),
          cast<string>(val(kind), 'text').as('detail'),
        ])
        .where('terminalId', 'in', jsonList(tx, ids)),
    )
    .returning('processId')
    .execute();
  return [...new Set(rows.map(({ processId }) => processId))];
}

/**
 * Those who were offered it are offered what was before: a release of configuration is withdrawn, and software that is
 * wanted is asked of rollouts that do not go back.
 * @returns as `tell`
 */
export async function goBack(
  tx: HubDatabase,
  clock: Clock,
  { id, kind, releaseId, tenantId }: RolloutRow,
): Promise<readonly string[]> {
  if (kind === 'configuration') {
    await lockReleases(tx, tenantId);
    await tx
      .updateTable('configurationRelease')
      .set({ withdrawnAt: clock.now() })
      .where('id', '=', releaseId)
      .where('withdrawnAt', 'is', null)
      .execute();
  }
  const members = await tx
    .selectFrom('rolloutTerminal')
    .select('terminalId')
    .where('rolloutId', '=', id)
    .where('offeredAt', 'is not', null)
    .execute();
  return tell(
    tx,
    kind,
    members.map(({ terminalId }) => terminalId),
  );
}
