import type { HubMigration } from './migration.ts';

/** Commands to terminals, one or many at once, and the files they bring. */
export const commands: HubMigration = {
  async up(db) {
    await db.schema
      .createTable('command')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('tenantId', 'text', (c) => c.notNull())
      .addColumn('terminalId', 'text', (c) => c.notNull())
      .addColumn('batchId', 'text')
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('order', 'text', (c) => c.notNull())
      .addColumn('urgent', 'integer', (c) => c.notNull())
      .addColumn('actor', 'text', (c) => c.notNull())
      .addColumn('reason', 'text')
      .addColumn('createdAt', 'bigint', (c) => c.notNull())
      .addColumn('notBefore', 'bigint', (c) => c.notNull())
      .addColumn('expiresAt', 'bigint', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('deliveredAt', 'bigint')
      .addColumn('deliveredBy', 'text')
      .addColumn('acknowledgedAt', 'bigint')
      .addColumn('startedAt', 'bigint')
      .addColumn('finishedAt', 'bigint')
      .addColumn('outcome', 'text')
      .addColumn('result', 'text')
      .execute();
    // What waits for a terminal, and what is due, among years of what is done.
    await db.schema.createIndex('command_terminal').on('command').columns(['terminalId', 'state']).execute();
    await db.schema.createIndex('command_state').on('command').columns(['state', 'notBefore']).execute();
    await db.schema.createIndex('command_tenant').on('command').columns(['tenantId', 'createdAt']).execute();
    await db.schema.createIndex('command_batch').on('command').columns(['batchId', 'state']).execute();
    await db.schema
      .createTable('commandBatch')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('tenantId', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('actor', 'text', (c) => c.notNull())
      .addColumn('reason', 'text')
      .addColumn('createdAt', 'bigint', (c) => c.notNull())
      .addColumn('stoppedAt', 'bigint')
      .execute();
    await db.schema.createIndex('command_batch_tenant').on('commandBatch').columns(['tenantId', 'createdAt']).execute();
    await db.schema
      .createTable('commandFile')
      .addColumn('commandId', 'text', (c) => c.notNull())
      .addColumn('part', 'integer', (c) => c.notNull())
      .addColumn('data', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('command_file_pk', ['commandId', 'part'])
      .execute();
  },
};
