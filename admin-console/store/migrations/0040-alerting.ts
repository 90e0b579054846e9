import type { HubMigration } from './migration.ts';

/** Alerts as episodes, their messages, and what tenants set about them. */
export const alerting: HubMigration = {
  async up(db) {
    await db.schema
      .createTable('alertEpisode')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('tenantId', 'text', (c) => c.notNull())
      .addColumn('terminalId', 'text', (c) => c.notNull())
      .addColumn('cause', 'text', (c) => c.notNull())
      .addColumn('subject', 'text', (c) => c.notNull())
      .addColumn('severity', 'text', (c) => c.notNull())
      .addColumn('reason', 'text')
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('since', 'bigint', (c) => c.notNull())
      .addColumn('openedAt', 'bigint')
      .addColumn('clearSince', 'bigint')
      .addColumn('closedAt', 'bigint')
      .addColumn('acknowledgedAt', 'bigint')
      .addColumn('acknowledgedBy', 'text')
      .addColumn('assignee', 'text')
      .addColumn('step', 'integer', (c) => c.notNull())
      .addColumn('dueAt', 'bigint')
      .addColumn('version', 'integer', (c) => c.notNull())
      .addColumn('live', 'text', (c) => c.unique())
      .execute();
    // A closed episode has no `live`; those that are not are few.
    await db.schema.createIndex('alertEpisode_due').on('alertEpisode').column('dueAt').execute();
    await db.schema.createIndex('alertEpisode_terminal').on('alertEpisode').columns(['terminalId', 'live']).execute();
    await db.schema
      .createIndex('alertEpisode_tenant')
      .on('alertEpisode')
      .columns(['tenantId', 'state', 'since', 'id'])
      .execute();
    await db.schema.createIndex('alertEpisode_closed').on('alertEpisode').column('closedAt').execute();
    await db.schema
      .createTable('alertNote')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('episodeId', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('actor', 'text', (c) => c.notNull())
      .addColumn('act', 'text', (c) => c.notNull())
      .addColumn('text', 'text', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('alertNote_episode').on('alertNote').columns(['episodeId', 'at']).execute();
    await db.schema
      .createTable('alertWatched')
      .addColumn('terminalId', 'text', (c) => c.primaryKey())
      .addColumn('memory', 'text', (c) => c.notNull())
      .execute();
    await db.schema
      .createTable('alertSetting')
      .addColumn('tenantId', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('version', 'integer', (c) => c.notNull())
      .addColumn('body', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('actor', 'text', (c) => c.notNull())
      .addColumn('reason', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('alertSetting_pk', ['tenantId', 'kind', 'version'])
      .execute();
    await db.schema
      .createTable('alertMute')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('tenantId', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('scope', 'text', (c) => c.notNull())
      .addColumn('cause', 'text')
      .addColumn('from', 'bigint', (c) => c.notNull())
      .addColumn('until', 'bigint', (c) => c.notNull())
      .addColumn('reason', 'text', (c) => c.notNull())
      .addColumn('createdBy', 'text', (c) => c.notNull())
      .addColumn('createdAt', 'bigint', (c) => c.notNull())
      .addColumn('endedAt', 'bigint')
      .execute();
    await db.schema.createIndex('alertMute_tenant').on('alertMute').columns(['tenantId', 'until']).execute();
    await db.schema
      .createTable('alertChannel')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('tenantId', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('language', 'text', (c) => c.notNull())
      .addColumn('to', 'text', (c) => c.notNull())
      .addColumn('secret', 'text')
      .addColumn('isOff', 'integer', (c) => c.notNull())
      .addColumn('createdAt', 'bigint', (c) => c.notNull())
      .addColumn('deletedAt', 'bigint')
      .execute();
    await db.schema.createIndex('alertChannel_tenant').on('alertChannel').column('tenantId').execute();
    await db.schema
      .createTable('alertNotice')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('tenantId', 'text', (c) => c.notNull())
      .addColumn('channelId', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('cause', 'text')
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('createdAt', 'bigint', (c) => c.notNull())
      .addColumn('sendAt', 'bigint', (c) => c.notNull())
      .addColumn('attempts', 'integer', (c) => c.notNull())
      .addColumn('holder', 'text')
      .addColumn('leaseUntil', 'bigint')
      .addColumn('sentAt', 'bigint')
      .addColumn('reason', 'text')
      .addColumn('items', 'integer', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('alertNotice_due').on('alertNotice').columns(['state', 'sendAt']).execute();
    await db.schema.createIndex('alertNotice_tenant').on('alertNotice').columns(['tenantId', 'createdAt']).execute();
    await db.schema
      .createTable('alertNoticeItem')
      .addColumn('noticeId', 'text', (c) => c.notNull())
      .addColumn('episodeId', 'text', (c) => c.notNull())
      .addColumn('channelId', 'text', (c) => c.notNull())
      .addColumn('act', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('alertNoticeItem_pk', ['episodeId', 'channelId', 'act'])
      .execute();
    await db.schema.createIndex('alertNoticeItem_notice').on('alertNoticeItem').column('noticeId').execute();
    await db.schema
      .createTable('alertWatch')
      .addColumn('id', 'integer', (c) => c.primaryKey())
      .addColumn('holder', 'text', (c) => c.notNull())
      .addColumn('until', 'bigint', (c) => c.notNull())
      .addColumn('seenAt', 'bigint', (c) => c.notNull())
      .addColumn('watchingSince', 'bigint', (c) => c.notNull())
      .execute();
    await db.insertInto('alertWatch').values({ id: 1, holder: '', until: 0, seenAt: 0, watchingSince: 0 }).execute();
  },
};
