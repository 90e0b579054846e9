import type { Clock } from '../../../foundation/clock.ts';
import type { LinkOrder } from '../../domain/link-store.ts';
import type { Bell } from '../bell/bell.ts';
import type { HubDatabase } from '../database.ts';
import { livingProcesses } from '../processes.ts';

/**
 * Leaves an order for the hub process that holds the terminal's link. Within the transaction of the act.
 * @returns that process, to be rung after the transaction; `null`: the terminal is not linked
 */
export async function leaveOrder(
  db: HubDatabase,
  terminalId: string,
  kind: LinkOrder['kind'],
  detail: string,
): Promise<string | null> {
  const link = await db.selectFrom('link').selectAll().where('terminalId', '=', terminalId).executeTakeFirst();
  if (!link) return null;
  const { processId, linkId } = link;
  await db.insertInto('linkOrder').values({ processId, terminalId, linkId, kind, detail }).execute();
  return processId;
}

/** Orders for this process; they are gone then. */
export async function takeOrders(db: HubDatabase, processId: string): Promise<readonly LinkOrder[]> {
  // Nearly always there are none, and reading is cheaper than a transaction that writes.
  const waiting = await db.selectFrom('linkOrder').select('id').where('processId', '=', processId).limit(1).execute();
  if (waiting.length === 0) return [];
  const orders = await db
    .deleteFrom('linkOrder')
    .where('processId', '=', processId)
    .returning(['id', 'terminalId', 'linkId', 'kind', 'detail'])
    .execute();
  return orders
    .toSorted((a, b) => a.id - b.id)
    .map(({ id: _, kind, ...order }) => ({ ...order, kind: kind as LinkOrder['kind'] }));
}

/** Tells all hub processes that open pages should be told something now. */
export async function ringPages(db: HubDatabase, bell: Bell, clock: Clock): Promise<void> {
  for (const id of await livingProcesses(db, clock)) bell.ring(id, 'pages');
}
