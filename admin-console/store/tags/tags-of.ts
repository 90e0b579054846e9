import type { HubDatabase } from '../database.ts';
import { jsonList } from '../fleet/json-rows.ts';

/** Tags by terminal, each in the order of its letters; a terminal without any is not among them. */
export async function tagsOf(db: HubDatabase, ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('terminalTag')
    .selectAll()
    .where('terminalId', 'in', jsonList(db, ids))
    .orderBy('tag')
    .execute();
  return new Map(
    [...Map.groupBy(rows, ({ terminalId }) => terminalId)].map(([id, all]) => [id, all.map(({ tag }) => tag)]),
  );
}
