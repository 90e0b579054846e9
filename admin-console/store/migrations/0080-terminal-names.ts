import type { HubMigration } from './migration.ts';

/** What people call a terminal; within a tenant no two are called the same. */
export const terminalNames: HubMigration = {
  async up(db) {
    await db.schema.alterTable('terminal').addColumn('name', 'text').execute();
    await db.schema.createIndex('terminalByName').on('terminal').columns(['tenantId', 'name']).unique().execute();
  },
};
