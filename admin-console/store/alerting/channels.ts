import { randomBytes, randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Clock } from '../../../foundation/clock.ts';
import type { AlertChannelKind, ChannelView } from '../../contract/alerting/views.ts';
import { audit } from '../audit.ts';
import type { HubDatabase } from '../database.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import type { AlertingTables } from '../tables/alerting.ts';

/** What somebody says of a channel. */
export type ChannelChange = Pick<ChannelView, 'kind' | 'name' | 'language' | 'to' | 'isOff'>;

/** Bytes of the secret that signs a webhook's messages: as many as SHA-256 gives (RFC 2104, section 3). */
const SECRET_BYTES = 32;

/** Ids of a tenant's channels that are not turned off. */
export async function listeningChannels(db: HubDatabase, tenantId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('alertChannel')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('isOff', '=', 0)
    .where('deletedAt', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

export async function channelsOf(db: HubDatabase, tenants: readonly string[]): Promise<readonly ChannelView[]> {
  if (tenants.length === 0) return [];
  const rows = await db
    .selectFrom('alertChannel')
    .selectAll()
    .where('tenantId', 'in', tenants)
    .where('deletedAt', 'is', null)
    .orderBy('createdAt')
    .orderBy('id')
    .execute();
  return rows.map(viewOf);
}

/** @returns the channel and, of a webhook, its secret: told now and never again */
export function createChannel(
  db: HubDatabase,
  clock: Clock,
  secrets: SecretBox,
  { tenantId, actor, ...change }: ChannelChange & { readonly tenantId: string; readonly actor: string },
): Promise<{ readonly channel: ChannelView; readonly secret: string | null }> {
  const secret = change.kind === 'webhook' ? `whsec_${randomBytes(SECRET_BYTES).toString('base64')}` : null;
  return db.transaction().execute(async (tx) => {
    const row = {
      ...columnsOf(change),
      id: randomUUID(),
      tenantId,
      kind: change.kind,
      secret: secret === null ? null : secrets.seal(secret),
      createdAt: clock.now(),
      deletedAt: null,
    };
    await tx.insertInto('alertChannel').values(row).execute();
    await audit(tx, clock, actor, 'alert-channel.created', row.id);
    return { channel: viewOf(row), secret };
  });
}

/** Its kind stays as it is. @returns false if there is none of this tenant */
export function changeChannel(
  db: HubDatabase,
  clock: Clock,
  { id, tenantId, actor, ...change }: Omit<ChannelChange, 'kind'> & OfChannel,
): Promise<boolean> {
  return touch(db, clock, { id, tenantId, actor }, columnsOf(change), 'alert-channel.changed');
}

/** Messages that wait for it are no longer sent. @returns false if there is none of this tenant */
export const deleteChannel = (db: HubDatabase, clock: Clock, of: OfChannel): Promise<boolean> =>
  touch(db, clock, of, { deletedAt: clock.now(), secret: null }, 'alert-channel.deleted');

/** A message that only says that messages arrive. @returns its id; `null` if there is no such channel of this tenant */
export function sendTest(db: HubDatabase, clock: Clock, { id, tenantId, actor }: OfChannel): Promise<string | null> {
  return db.transaction().execute(async (tx) => {
    const found = await tx
      .selectFrom('alertChannel')
      .select('id')
      .where('id', '=', id)
      .where('tenantId', '=', tenantId)
      .where('deletedAt', 'is', null)
      .executeTakeFirst();
    if (!found) return null;
    const now = clock.now();
    const noticeId = randomUUID();
    await tx
      .insertInto('alertNotice')
      .values({
        ...{
          id: noticeId,
          tenantId,
          channelId: id,
          kind: 'test',
          cause: null,
          state: 'waiting',
          attempts: 0,
          items: 0,
        },
        ...{ createdAt: now, sendAt: now, holder: null, leaseUntil: null, sentAt: null, reason: null },
      })
      .execute();
    await audit(tx, clock, actor, 'alert-channel.tested', id);
    return noticeId;
  });
}

interface OfChannel {
  readonly id: string;
  readonly tenantId: string;
  readonly actor: string;
}

function touch(
  db: HubDatabase,
  clock: Clock,
  { id, tenantId, actor }: OfChannel,
  change: Partial<AlertingTables['alertChannel']>,
  act: string,
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const changed = await tx
      .updateTable('alertChannel')
      .set(change)
      .where('id', '=', id)
      .where('tenantId', '=', tenantId)
      .where('deletedAt', 'is', null)
      .executeTakeFirst();
    if (Number(changed.numUpdatedRows) !== 1) return false;
    await audit(tx, clock, actor, act, id);
    return true;
  });
}

const columnsOf = ({ name, language, to, isOff }: Omit<ChannelChange, 'kind'>) => ({
  name,
  language,
  to: JSON.stringify(to),
  isOff: isOff ? 1 : 0,
});

const viewOf = (row: Selectable<AlertingTables['alertChannel']>): ChannelView => ({
  id: row.id,
  tenantId: row.tenantId,
  // Written by this program only.
  kind: row.kind as AlertChannelKind,
  name: row.name,
  language: row.language === 'en' ? 'en' : 'de',
  to: JSON.parse(row.to),
  isOff: row.isOff === 1,
});
