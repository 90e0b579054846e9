import type { HubMigration } from './migration.ts';

/** Drafts and releases of configuration, and which version each terminal has. */
export const configuration: HubMigration = {
  async up(db) {
    const layer = (table: string) =>
      db.schema
        .createTable(table)
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('tenantId', 'text', (c) => c.notNull())
        .addColumn('scope', 'text', (c) => c.notNull())
        .addColumn('scopeId', 'text', (c) => c.notNull())
        .addColumn('title', 'text', (c) => c.notNull())
        .addColumn('files', 'text', (c) => c.notNull())
        .addColumn('rollsBackTo', 'text');
    await layer('configurationDraft')
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('revision', 'integer', (c) => c.notNull())
      .addColumn('baseId', 'text')
      .addColumn('authors', 'text', (c) => c.notNull())
      .addColumn('createdAt', 'bigint', (c) => c.notNull())
      .addColumn('changedAt', 'bigint', (c) => c.notNull())
      .addColumn('changedBy', 'text', (c) => c.notNull())
      .execute();
    await layer('configurationRelease')
      .addColumn('number', 'integer', (c) => c.notNull())
      .addColumn('releasedAt', 'bigint', (c) => c.notNull())
      .addColumn('releasedBy', 'text', (c) => c.notNull())
      .addColumn('activeFrom', 'bigint', (c) => c.notNull())
      .addColumn('emergency', 'text')
      .addColumn('isForAll', 'integer', (c) => c.notNull())
      .addColumn('withdrawnAt', 'bigint')
      .addUniqueConstraint('configurationRelease_number', ['scope', 'scopeId', 'number'])
      .execute();
    for (const table of ['configurationDraft', 'configurationRelease']) {
      await db.schema.createIndex(`${table}_tenant`).on(table).column('tenantId').execute();
    }
    await db.schema
      .createTable('configurationAdmission')
      .addColumn('releaseId', 'text', (c) => c.notNull())
      .addColumn('terminalId', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('configurationAdmission_pk', ['releaseId', 'terminalId'])
      .execute();
    await db.schema
      .createIndex('configurationAdmission_terminal')
      .on('configurationAdmission')
      .column('terminalId')
      .execute();
    await db.schema
      .createTable('configurationChange')
      .addColumn('tenantId', 'text', (c) => c.primaryKey())
      .addColumn('seq', 'bigint', (c) => c.notNull())
      .execute();
    await db.schema
      .createTable('configurationTarget')
      .addColumn('terminalId', 'text', (c) => c.primaryKey())
      .addColumn('releases', 'text', (c) => c.notNull())
      .addColumn('version', 'bigint', (c) => c.notNull())
      .addColumn('digest', 'text')
      .addColumn('madeAt', 'bigint', (c) => c.notNull())
      .addColumn('isRollBack', 'integer', (c) => c.notNull())
      .addColumn('fault', 'text')
      .addColumn('running', 'bigint')
      .addColumn('runningDigest', 'text')
      .addColumn('staged', 'bigint')
      .addColumn('trusted', 'bigint', (c) => c.notNull())
      .addColumn('isOnTrial', 'integer', (c) => c.notNull())
      .addColumn('refusedVersion', 'bigint')
      .addColumn('refusedReason', 'text')
      .addColumn('refusedDetail', 'text')
      .addColumn('reportedAt', 'bigint')
      .execute();
    await db.schema
      .createTable('configurationContent')
      .addColumn('digest', 'text', (c) => c.primaryKey())
      .addColumn('list', 'text', (c) => c.notNull())
      .addColumn('files', 'text', (c) => c.notNull())
      .addColumn('madeAt', 'bigint', (c) => c.notNull())
      .execute();
  },
};
