import type { Clock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type { Severity } from '../../contract/alerting/alerts.ts';
import type { AlertCause } from '../../contract/alerting/causes.ts';
import { DEFAULT_RULES } from '../../contract/alerting/rules.ts';
import type { AlertChannelKind, NoticeKind } from '../../contract/alerting/views.ts';
import type { ClaimedNotice, NoticeItem, NoticeStore } from '../../domain/alerting/notice-store.ts';
import { audit } from '../audit.ts';
import type { HubDatabase } from '../database.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import { currentRules } from './settings.ts';

const ACTOR = 'hub';

/** Messages in the hub's database: what was written is sent, by one process at a time. */
export function createNoticeStore(db: HubDatabase, clock: Clock, secrets: SecretBox): NoticeStore {
  return {
    async claim(processId, leaseMs, atMost) {
      const now = clock.now();
      const due = await db
        .selectFrom('alertNotice')
        .select(['id', 'state', 'attempts'])
        .where((e) =>
          e.or([
            e.and([e('state', '=', 'waiting'), e('sendAt', '<=', now)]),
            e.and([e('state', '=', 'sending'), e('leaseUntil', '<=', now)]),
          ]),
        )
        .orderBy('sendAt')
        .limit(atMost)
        .execute();
      const claimed: ClaimedNotice[] = [];
      for (const { id, state, attempts } of due) {
        const taken = await db
          .updateTable('alertNotice')
          .set({ state: 'sending', holder: processId, leaseUntil: now + leaseMs, attempts: attempts + 1 })
          .where('id', '=', id)
          .where('state', '=', state)
          .where('attempts', '=', attempts)
          .executeTakeFirst();
        if (Number(taken.numUpdatedRows) !== 1) continue;
        const notice = await read(db, id, secrets);
        if (notice) claimed.push(notice);
        else await db.deleteFrom('alertNotice').where('id', '=', id).execute();
      }
      return claimed;
    },
    async sent(processId, { id, attempt }) {
      await own(db, processId, id, attempt, { state: 'sent', sentAt: clock.now(), reason: null });
    },
    failed: (processId, { id, attempt, channel }, reason, againAt) =>
      db.transaction().execute(async (tx) => {
        const change = againAt === null ? { state: 'dead', reason } : { state: 'waiting', sendAt: againAt, reason };
        const isOwn = await own(tx, processId, id, attempt, change);
        if (isOwn && againAt === null) await audit(tx, clock, ACTOR, 'alert-message.given-up', channel.id);
      }),
  };
}

/** @returns false if another process has taken it over */
async function own(
  db: HubDatabase,
  processId: string,
  id: string,
  attempt: number,
  change: {
    readonly state: string;
    readonly sendAt?: number;
    readonly sentAt?: number;
    readonly reason: string | null;
  },
): Promise<boolean> {
  const changed = await db
    .updateTable('alertNotice')
    .set({ ...change, holder: null, leaseUntil: null })
    .where('id', '=', id)
    .where('state', '=', 'sending')
    .where('holder', '=', processId)
    .where('attempts', '=', attempt)
    .executeTakeFirst();
  return Number(changed.numUpdatedRows) === 1;
}

/** `null`: it has nothing to say, or its channel is gone or turned off. */
async function read(db: HubDatabase, id: string, secrets: SecretBox): Promise<ClaimedNotice | null> {
  const row = await db
    .selectFrom('alertNotice')
    .innerJoin('alertChannel', 'alertChannel.id', 'alertNotice.channelId')
    .innerJoin('tenant', 'tenant.id', 'alertNotice.tenantId')
    .select(['alertNotice.kind', 'alertNotice.cause', 'alertNotice.createdAt', 'alertNotice.attempts'])
    .select(['alertChannel.id as channelId', 'alertChannel.kind as channelKind', 'alertChannel.language'])
    .select(['alertChannel.to', 'alertChannel.secret', 'tenant.id as tenantId', 'tenant.name as tenantName'])
    .where('alertNotice.id', '=', id)
    .where('alertChannel.deletedAt', 'is', null)
    .where((e) => e.or([e('alertChannel.isOff', '=', 0), e('alertNotice.kind', '=', 'test')]))
    .executeTakeFirst();
  if (!row) return null;
  const items = await itemsOf(db, id);
  if (items.length === 0 && row.kind !== 'test') return null;
  const rules = await currentRules(db, row.tenantId);
  return {
    id,
    // Written by this program only.
    kind: row.kind as NoticeKind,
    cause: row.cause as AlertCause | null,
    tenant: { id: row.tenantId, name: row.tenantName, timeZone: rules.timeZone ?? DEFAULT_RULES.timeZone },
    channel: {
      id: row.channelId,
      kind: row.channelKind as AlertChannelKind,
      language: row.language === 'en' ? 'en' : 'de',
      to: JSON.parse(row.to),
      secret: row.secret === null ? null : openOrNull(secrets, row.secret),
    },
    items,
    createdAt: row.createdAt,
    attempt: row.attempts,
  };
}

/** One that cannot be read is as good as none: sending refuses, and is tried again once the key file is right. */
function openOrNull(secrets: SecretBox, sealed: string): string | null {
  try {
    return secrets.open(sealed);
  } catch (thrown) {
    if (thrown instanceof Refusal) return null;
    throw thrown;
  }
}

async function itemsOf(db: HubDatabase, noticeId: string): Promise<readonly NoticeItem[]> {
  const rows = await db
    .selectFrom('alertNoticeItem')
    .innerJoin('alertEpisode', 'alertEpisode.id', 'alertNoticeItem.episodeId')
    .leftJoin('terminal', 'terminal.id', 'alertEpisode.terminalId')
    .leftJoin('location', 'location.id', 'terminal.locationId')
    .select(['alertEpisode.id', 'alertEpisode.terminalId', 'alertEpisode.cause', 'alertEpisode.subject'])
    .select(['alertEpisode.severity', 'alertEpisode.reason', 'alertEpisode.since', 'alertEpisode.closedAt'])
    .select('location.name as location')
    .where('alertNoticeItem.noticeId', '=', noticeId)
    .orderBy('alertEpisode.terminalId')
    .orderBy('alertEpisode.subject')
    .execute();
  return rows.map(({ id, cause, severity, ...rest }) => ({
    ...rest,
    episodeId: id,
    cause: cause as AlertCause,
    severity: severity as Severity,
  }));
}
