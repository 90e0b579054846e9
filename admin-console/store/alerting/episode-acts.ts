import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../foundation/clock.ts';
import type { Severity } from '../../contract/alerting/alerts.ts';
import type { AlertCause } from '../../contract/alerting/causes.ts';
import type { EpisodeNote, EpisodeState, EpisodeView, NoticeView } from '../../contract/alerting/views.ts';
import { audit } from '../audit.ts';
import type { HubDatabase } from '../database.ts';
import { keptOf } from './episodes.ts';

/**
 * The newest first. @param query.before only those that began before then, epoch milliseconds; with `beforeId` also those
 * of that instant that stand behind it
 */
export async function episodesOf(
  db: HubDatabase,
  tenants: readonly string[],
  query: {
    readonly states: readonly EpisodeState[];
    readonly terminal?: string | undefined;
    readonly cause?: AlertCause | undefined;
    readonly severity?: Severity | undefined;
    /** Empty: nobody's. */
    readonly assignee?: string | undefined;
    readonly before?: number | undefined;
    readonly beforeId?: string | undefined;
    readonly limit: number;
  },
): Promise<readonly EpisodeView[]> {
  if (tenants.length === 0) return [];
  let rows = db
    .selectFrom('alertEpisode')
    .leftJoin('terminal', 'terminal.id', 'alertEpisode.terminalId')
    .selectAll('alertEpisode')
    .select('terminal.name as terminalName')
    .where('alertEpisode.tenantId', 'in', tenants)
    .where('alertEpisode.state', 'in', query.states);
  if (query.terminal !== undefined) rows = rows.where('alertEpisode.terminalId', '=', query.terminal);
  if (query.cause !== undefined) rows = rows.where('alertEpisode.cause', '=', query.cause);
  if (query.severity !== undefined) rows = rows.where('alertEpisode.severity', '=', query.severity);
  if (query.assignee === '') rows = rows.where('alertEpisode.assignee', 'is', null);
  else if (query.assignee !== undefined) rows = rows.where('alertEpisode.assignee', '=', query.assignee);
  const { before, beforeId } = query;
  if (before !== undefined) {
    rows = rows.where((e) =>
      e.or([
        e('alertEpisode.since', '<', before),
        ...(beforeId === undefined
          ? []
          : [e.and([e('alertEpisode.since', '=', before), e('alertEpisode.id', '>', beforeId)])]),
      ]),
    );
  }
  const found = await rows.orderBy('since', 'desc').orderBy('alertEpisode.id').limit(query.limit).execute();
  return found.map((row) => {
    const { version: _, step: __, dueAt: ___, ...episode } = keptOf(row);
    return {
      ...episode,
      terminalName: row.terminalName,
      acknowledgedBy: row.acknowledgedBy,
      assignee: row.assignee,
    };
  });
}

/** In the order in which they were written. `null`: there is no such episode of these tenants. */
export async function notesOf(
  db: HubDatabase,
  tenants: readonly string[],
  episodeId: string,
): Promise<readonly EpisodeNote[] | null> {
  if (tenants.length === 0) return null;
  const episode = await db
    .selectFrom('alertEpisode')
    .select('id')
    .where('id', '=', episodeId)
    .where('tenantId', 'in', tenants)
    .executeTakeFirst();
  if (!episode) return null;
  const rows = await db
    .selectFrom('alertNote')
    .select(['at', 'actor', 'act', 'text'])
    .where('episodeId', '=', episodeId)
    .orderBy('at')
    .orderBy('id')
    .execute();
  // Written by this program only.
  return rows.map(({ act, ...row }) => ({ ...row, act: act as EpisodeNote['act'] }));
}

export interface EpisodeAct extends Pick<EpisodeNote, 'actor' | 'act' | 'text'> {
  readonly tenantId: string;
  readonly episodeId: string;
  /** Whose it is now; only of `assigned`. */
  readonly assignee?: string | null;
}

/**
 * Writes down what somebody does about an alert. Acknowledged, nobody else is called.
 * @returns false if there is none of this tenant, or it is over, or somebody has acknowledged it already
 */
export function actOnEpisode(db: HubDatabase, clock: Clock, change: EpisodeAct): Promise<boolean> {
  const { tenantId, episodeId, actor, act, text } = change;
  const now = clock.now();
  return db.transaction().execute(async (tx) => {
    let changing = tx
      .updateTable('alertEpisode')
      // A look that is under way sees that it has changed, and looks again.
      .set((e) => ({ version: e('version', '+', 1), dueAt: now }))
      .where('id', '=', episodeId)
      .where('tenantId', '=', tenantId)
      .where('live', 'is not', null);
    if (act === 'acknowledged') {
      changing = changing.set({ acknowledgedAt: now, acknowledgedBy: actor }).where('acknowledgedAt', 'is', null);
    }
    if (act === 'assigned') changing = changing.set({ assignee: change.assignee ?? null });
    const changed = await changing.executeTakeFirst();
    if (Number(changed.numUpdatedRows) !== 1) return false;
    await tx.insertInto('alertNote').values({ id: randomUUID(), episodeId, at: now, actor, act, text }).execute();
    await audit(tx, clock, actor, `alert.${act}`, episodeId, { tenantId, reason: text });
    return true;
  });
}

/** Messages, the newest first. */
export async function noticesOf(
  db: HubDatabase,
  tenants: readonly string[],
  query: { readonly channel?: string | undefined; readonly limit: number },
): Promise<readonly NoticeView[]> {
  if (tenants.length === 0) return [];
  let rows = db
    .selectFrom('alertNotice')
    .select(['id', 'channelId', 'kind', 'cause', 'items', 'state', 'createdAt', 'sentAt', 'attempts', 'reason'])
    .where('tenantId', 'in', tenants);
  if (query.channel !== undefined) rows = rows.where('channelId', '=', query.channel);
  const found = await rows.orderBy('createdAt', 'desc').orderBy('id').limit(query.limit).execute();
  // Written by this program only.
  return found.map(({ items, ...row }) => ({ ...row, count: items }) as NoticeView);
}
