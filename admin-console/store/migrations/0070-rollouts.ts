import type { HubMigration } from './migration.ts';

/** Rollouts, their terminals, and releases of software. */
export const rollouts: HubMigration = {
  async up(db) {
    await db.schema
      .createTable('rollout')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('tenantId', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('releaseId', 'text', (c) => c.notNull())
      .addColumn('title', 'text', (c) => c.notNull())
      .addColumn('plan', 'text', (c) => c.notNull())
      .addColumn('authors', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('resumesTo', 'text')
      .addColumn('ring', 'integer', (c) => c.notNull())
      .addColumn('ringSince', 'bigint')
      .addColumn('soakSince', 'bigint')
      .addColumn('revision', 'integer', (c) => c.notNull())
      .addColumn('createdAt', 'bigint', (c) => c.notNull())
      .addColumn('createdBy', 'text', (c) => c.notNull())
      .addColumn('startedAt', 'bigint')
      .addColumn('startedBy', 'text')
      .addColumn('stoppedAt', 'bigint')
      .addColumn('stoppedItself', 'integer')
      .addColumn('stopReason', 'text')
      .addColumn('stopTerminalId', 'text')
      .addColumn('explainedAt', 'bigint')
      .addColumn('dueAt', 'bigint', (c) => c.notNull())
      .addColumn('holder', 'text')
      .addColumn('leaseUntil', 'bigint', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('rollout_tenant').on('rollout').columns(['tenantId', 'createdAt']).execute();
    await db.schema.createIndex('rollout_due').on('rollout').columns(['state', 'dueAt']).execute();
    await db.schema.createIndex('rollout_stopTerminal').on('rollout').column('stopTerminalId').execute();
    await db.schema
      .createTable('rolloutTerminal')
      .addColumn('rolloutId', 'text', (c) => c.notNull())
      .addColumn('terminalId', 'text', (c) => c.notNull())
      .addColumn('ring', 'integer', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('offeredAt', 'bigint')
      .addColumn('switchedAt', 'bigint')
      .addColumn('wellSince', 'bigint')
      .addColumn('reason', 'text')
      .addColumn('oldFaults', 'text', (c) => c.notNull())
      .addColumn('softwareBefore', 'text')
      .addPrimaryKeyConstraint('rolloutTerminal_pk', ['rolloutId', 'terminalId'])
      .execute();
    await db.schema.createIndex('rolloutTerminal_terminal').on('rolloutTerminal').column('terminalId').execute();
    await db.schema
      .createTable('softwareRelease')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('tenantId', 'text', (c) => c.notNull())
      .addColumn('version', 'text', (c) => c.notNull())
      .addColumn('channel', 'text', (c) => c.notNull())
      .addColumn('notes', 'text', (c) => c.notNull())
      .addColumn('digest', 'text', (c) => c.notNull())
      .addColumn('size', 'bigint', (c) => c.notNull())
      .addColumn('createdAt', 'bigint', (c) => c.notNull())
      .addColumn('createdBy', 'text', (c) => c.notNull())
      .addColumn('withdrawnAt', 'bigint')
      .addUniqueConstraint('softwareRelease_version', ['tenantId', 'version'])
      .execute();
    await db.schema
      .createTable('softwareTarget')
      .addColumn('terminalId', 'text', (c) => c.primaryKey())
      .addColumn('running', 'text', (c) => c.notNull())
      .addColumn('version', 'text')
      .addColumn('state', 'text')
      .addColumn('reason', 'text')
      .addColumn('reportedAt', 'bigint', (c) => c.notNull())
      .execute();
  },
};
