import type { HubMigration } from './migration.ts';

/** Names for filters of the overview: of one person, or of everybody in a tenant. */
export const savedViews: HubMigration = {
  async up(db) {
    await db.schema
      .createTable('savedView')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('tenantId', 'text')
      .addColumn('staffId', 'text')
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('query', 'text', (c) => c.notNull())
      .addColumn('createdAt', 'bigint', (c) => c.notNull())
      .addColumn('createdBy', 'text', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('savedView_tenant').on('savedView').column('tenantId').execute();
    await db.schema.createIndex('savedView_staff').on('savedView').column('staffId').execute();
  },
};
