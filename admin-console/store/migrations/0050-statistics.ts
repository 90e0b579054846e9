import type { HubMigration } from './migration.ts';

/** Counts of hours, days and months, which of them are here, and the threshold of each tenant. */
export const statistics: HubMigration = {
  async up(db) {
    await db.schema
      .createTable('statisticCount')
      .addColumn('terminalId', 'text', (c) => c.notNull())
      .addColumn('tenantId', 'text', (c) => c.notNull())
      .addColumn('locationId', 'text', (c) => c.notNull())
      .addColumn('metric', 'text', (c) => c.notNull())
      .addColumn('word1', 'text', (c) => c.notNull())
      .addColumn('word2', 'text', (c) => c.notNull())
      .addColumn('word3', 'text', (c) => c.notNull())
      .addColumn('grain', 'text', (c) => c.notNull())
      .addColumn('period', 'text', (c) => c.notNull())
      .addColumn('day', 'text', (c) => c.notNull())
      .addColumn('hour', 'integer', (c) => c.notNull())
      .addColumn('count', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('statisticCount_pk', [
        'terminalId',
        'period',
        'metric',
        'word1',
        'word2',
        'word3',
        'tenantId',
        'locationId',
      ])
      .execute();
    await db.schema
      .createIndex('statisticCount_asked')
      .on('statisticCount')
      .columns(['tenantId', 'metric', 'day'])
      .execute();
    await db.schema.createIndex('statisticCount_old').on('statisticCount').columns(['grain', 'day']).execute();
    await db.schema
      .createTable('statisticPeriod')
      .addColumn('terminalId', 'text', (c) => c.notNull())
      .addColumn('period', 'text', (c) => c.notNull())
      .addColumn('instant', 'bigint', (c) => c.notNull())
      .addColumn('rows', 'integer', (c) => c.notNull())
      .addColumn('takenAt', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('statisticPeriod_pk', ['terminalId', 'period'])
      .execute();
    await db.schema.createIndex('statisticPeriod_taken').on('statisticPeriod').column('takenAt').execute();
    await db.schema
      .createTable('statisticSetting')
      .addColumn('tenantId', 'text', (c) => c.primaryKey())
      .addColumn('threshold', 'integer', (c) => c.notNull())
      .execute();
  },
};
