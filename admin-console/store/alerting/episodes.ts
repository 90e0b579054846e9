import { randomUUID } from 'node:crypto';
import type { Insertable, Selectable } from 'kysely';
import type { Clock } from '../../../foundation/clock.ts';
import type { Severity } from '../../contract/alerting/alerts.ts';
import type { AlertCause } from '../../contract/alerting/causes.ts';
import type { EpisodeState } from '../../contract/alerting/views.ts';
import type { EpisodeChange, KeptEpisode } from '../../domain/alerting/alerting-store.ts';
import type { Episode } from '../../domain/alerting/episode.ts';
import type { HubDatabase } from '../database.ts';
import type { AlertingTables } from '../tables/alerting.ts';
import { addToNotices, type NewItem } from './gather-notices.ts';

type Row = Selectable<AlertingTables['alertEpisode']>;

/** Those that are not closed. */
export async function liveEpisodes(db: HubDatabase, terminalIds: readonly string[]): Promise<readonly KeptEpisode[]> {
  if (terminalIds.length === 0) return [];
  const rows = await db
    .selectFrom('alertEpisode')
    .selectAll()
    .where('terminalId', 'in', terminalIds)
    .where('live', 'is not', null)
    .execute();
  return rows.map(keptOf);
}

/** Terminals with an episode that is due, the longest due first. */
export async function dueTerminals(db: HubDatabase, now: number, atMost: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('alertEpisode')
    .select(['terminalId', (e) => e.fn.min('dueAt').as('due')])
    .where('dueAt', '<=', now)
    .groupBy('terminalId')
    .orderBy('due')
    .limit(atMost)
    .execute();
  return rows.map(({ terminalId }) => terminalId);
}

/**
 * Writes each change whose episode is still as it was seen, with its messages. Belongs into a transaction.
 * @returns how many were written
 */
export async function writeChanges(tx: HubDatabase, clock: Clock, changes: readonly EpisodeChange[]): Promise<number> {
  const items: NewItem[] = [];
  let written = 0;
  // In one order everywhere: two processes that write the same rows wait for each other, and never in a circle.
  for (const change of [...changes].sort((a, b) => (liveKey(a) < liveKey(b) ? -1 : 1))) {
    const id = await writeChange(tx, change);
    if (id === null) continue;
    written++;
    items.push(...(await itemsOf(tx, id, change)));
  }
  await addToNotices(tx, clock, items);
  return written;
}

/** @returns its id; `null` if another has changed it meanwhile */
async function writeChange(tx: HubDatabase, { before, after, ...place }: EpisodeChange): Promise<string | null> {
  if (!before) {
    if (!after) return null;
    const id = randomUUID();
    const row = { ...place, ...columnsOf(place.terminalId, after), id, version: 1 };
    const { message: _, ...values } = row;
    const inserted = await tx
      .insertInto('alertEpisode')
      .values({ ...values, acknowledgedBy: null, assignee: null })
      .onConflict((c) => c.column('live').doNothing())
      .executeTakeFirst();
    return Number(inserted.numInsertedOrUpdatedRows) === 1 ? id : null;
  }
  const { id, version } = before;
  if (!after) {
    const gone = await tx
      .deleteFrom('alertEpisode')
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst();
    return Number(gone.numDeletedRows) === 1 ? id : null;
  }
  const changed = await tx
    .updateTable('alertEpisode')
    .set({ ...columnsOf(before.terminalId, after), version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return Number(changed.numUpdatedRows) === 1 ? id : null;
}

async function itemsOf(tx: HubDatabase, episodeId: string, change: EpisodeChange): Promise<readonly NewItem[]> {
  const { message, after, tenantId } = change;
  if (!message || !after) return [];
  const { kind, sendAt } = message;
  const act = kind === 'recovered' ? 'recovered' : message.act;
  const channelIds = kind === 'recovered' ? await toldChannels(tx, episodeId) : message.channelIds;
  return channelIds.map((channelId) => ({ tenantId, channelId, kind, cause: after.cause, episodeId, act, sendAt }));
}

/** Channels to which a message about this episode went, or is on its way. */
async function toldChannels(tx: HubDatabase, episodeId: string): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('alertNoticeItem')
    .innerJoin('alertNotice', 'alertNotice.id', 'alertNoticeItem.noticeId')
    .select('alertNoticeItem.channelId')
    .distinct()
    .where('alertNoticeItem.episodeId', '=', episodeId)
    .where('alertNotice.state', '!=', 'dead')
    .orderBy('alertNoticeItem.channelId')
    .execute();
  return rows.map(({ channelId }) => channelId);
}

const liveKey = ({ terminalId, before, after }: EpisodeChange): string => {
  const { cause, subject } = before ?? after ?? { cause: '', subject: '' };
  return `${terminalId} ${cause} ${subject}`;
};

function columnsOf(terminalId: string, episode: Episode) {
  const {
    cause,
    subject,
    severity,
    reason,
    state,
    since,
    openedAt,
    clearSince,
    closedAt,
    acknowledgedAt,
    step,
    dueAt,
  } = episode;
  const live = state === 'closed' ? null : `${terminalId} ${cause} ${subject}`;
  return {
    ...{ cause, subject, severity, reason, state, since, openedAt, clearSince, closedAt, acknowledgedAt, step, dueAt },
    live,
  } satisfies Partial<Insertable<AlertingTables['alertEpisode']>>;
}

export const keptOf = (row: Row): KeptEpisode => ({
  id: row.id,
  tenantId: row.tenantId,
  terminalId: row.terminalId,
  // Written by this program only.
  cause: row.cause as AlertCause,
  subject: row.subject,
  severity: row.severity as Severity,
  reason: row.reason,
  state: row.state as EpisodeState,
  since: row.since,
  openedAt: row.openedAt,
  clearSince: row.clearSince,
  closedAt: row.closedAt,
  acknowledgedAt: row.acknowledgedAt,
  step: row.step,
  dueAt: row.dueAt,
  version: row.version,
});
