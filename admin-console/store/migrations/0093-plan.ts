import type { HubMigration } from './migration.ts';

/** Where places stand on the tenant's plan, and its picture. */
export const plan: HubMigration = {
  async up(db) {
    for (const column of ['planX', 'planY'])
      await db.schema.alterTable('location').addColumn(column, 'double precision').execute();
    await db.schema
      .createTable('planPicture')
      .addColumn('tenantId', 'text', (c) => c.primaryKey())
      .addColumn('type', 'text', (c) => c.notNull())
      .addColumn('data', 'text', (c) => c.notNull())
      .execute();
  },
};
