import type { HubMigration } from './migration.ts';

/** What people say about drafts, from which draft a release came, and acts found by what they were done on. */
export const configurationComments: HubMigration = {
  async up(db) {
    await db.schema
      .createTable('configurationComment')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('tenantId', 'text', (c) => c.notNull())
      .addColumn('draftId', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('by', 'text', (c) => c.notNull())
      .addColumn('text', 'text', (c) => c.notNull())
      .addColumn('about', 'text')
      .execute();
    await db.schema
      .createIndex('configurationComment_draft')
      .on('configurationComment')
      .columns(['draftId', 'at'])
      .execute();
    await db.schema.alterTable('configurationRelease').addColumn('draftId', 'text').execute();
    await db.schema.createIndex('audit_subject').on('audit').columns(['subject', 'seq']).execute();
  },
};
