import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../foundation/clock.ts';
import type { NoticeKind } from '../../contract/alerting/views.ts';
import type { HubDatabase } from '../database.ts';

/** One thing that one channel is to hear of one episode. */
export interface NewItem {
  readonly tenantId: string;
  readonly channelId: string;
  readonly kind: Exclude<NoticeKind, 'test'>;
  readonly cause: string;
  readonly episodeId: string;
  readonly act: string;
  readonly sendAt: number;
}

/** What one message carries; more begin another. */
const ITEMS_AT_MOST = 500;

/**
 * Adds to the messages that still gather, of the same channel, kind and cause, or begins new ones. Belongs into the
 * transaction that changes the episodes: what is told and what is so cannot part.
 */
export async function addToNotices(tx: HubDatabase, clock: Clock, items: readonly NewItem[]): Promise<void> {
  const groups = Map.groupBy(items, ({ channelId, kind, cause }) => `${channelId} ${kind} ${cause}`);
  for (const [, group] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (let n = 0; n < group.length; n += ITEMS_AT_MOST) {
      await addGroup(tx, clock, group.slice(n, n + ITEMS_AT_MOST));
    }
  }
}

async function addGroup(tx: HubDatabase, clock: Clock, group: readonly NewItem[]): Promise<void> {
  const [first] = group;
  if (!first) return;
  const noticeId =
    (await joinGathering(tx, clock, first, group.length)) ?? (await begin(tx, clock, first, group.length));
  await tx
    .insertInto('alertNoticeItem')
    .values(group.map(({ episodeId, channelId, act }) => ({ noticeId, episodeId, channelId, act })))
    // It has heard this already.
    .onConflict((c) => c.columns(['episodeId', 'channelId', 'act']).doNothing())
    .execute();
}

/** The row is changed, so that whoever wants to send it waits until this transaction has ended, and then sends all of it. */
async function joinGathering(tx: HubDatabase, clock: Clock, item: NewItem, count: number): Promise<string | null> {
  const found = await tx
    .selectFrom('alertNotice')
    .select('id')
    .where('channelId', '=', item.channelId)
    .where('kind', '=', item.kind)
    .where('cause', '=', item.cause)
    .where('state', '=', 'waiting')
    .where('attempts', '=', 0)
    .where('sendAt', '>', clock.now())
    .where('items', '<=', ITEMS_AT_MOST - count)
    .executeTakeFirst();
  if (!found) return null;
  const joined = await tx
    .updateTable('alertNotice')
    .set((e) => ({ items: e('items', '+', count) }))
    .where('id', '=', found.id)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  return Number(joined.numUpdatedRows) === 1 ? found.id : null;
}

async function begin(tx: HubDatabase, clock: Clock, item: NewItem, items: number): Promise<string> {
  const { tenantId, channelId, kind, cause, sendAt } = item;
  const id = randomUUID();
  await tx
    .insertInto('alertNotice')
    .values({
      ...{ id, tenantId, channelId, kind, cause, sendAt, items },
      state: 'waiting',
      createdAt: clock.now(),
      attempts: 0,
      holder: null,
      leaseUntil: null,
      sentAt: null,
      reason: null,
    })
    .execute();
  return id;
}
