import type { HubMigration } from './migration.ts';

/** The tenants' own words on terminals, and for a while what each change of them did. */
export const tags: HubMigration = {
  async up(db) {
    await db.schema
      .createTable('terminalTag')
      .addColumn('terminalId', 'text', (c) => c.notNull())
      .addColumn('tag', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('terminalTag_pk', ['terminalId', 'tag'])
      .execute();
    await db.schema.createIndex('terminalTag_tag').on('terminalTag').columns(['tag', 'terminalId']).execute();
    await db.schema
      .createTable('tagChange')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('tenantId', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('effects', 'text', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('tagChange_at').on('tagChange').column('at').execute();
  },
};
