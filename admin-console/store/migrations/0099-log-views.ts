import type { HubMigration } from './migration.ts';

/** Who reads along with which terminal's log, and what has arrived of it. */
export const logViews: HubMigration = {
  async up(db, kind) {
    await db.schema
      .createTable('logView')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('terminalId', 'text', (c) => c.notNull())
      .addColumn('actor', 'text', (c) => c.notNull())
      .addColumn('since', 'bigint', (c) => c.notNull())
      .addColumn('until', 'bigint', (c) => c.notNull())
      .addColumn('endsAt', 'bigint', (c) => c.notNull())
      .addColumn('answer', 'text')
      .execute();
    await db.schema.createIndex('logView_terminal').on('logView').column('terminalId').execute();
    await db.schema
      .createTable('logBatch')
      .addColumn('id', kind === 'sqlite' ? 'integer' : 'bigserial', (c) =>
        kind === 'sqlite' ? c.primaryKey().autoIncrement() : c.primaryKey(),
      )
      .addColumn('terminalId', 'text', (c) => c.notNull())
      .addColumn('arrivedAt', 'bigint', (c) => c.notNull())
      .addColumn('lines', 'text', (c) => c.notNull())
      .addColumn('omitted', 'integer', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('logBatch_terminal').on('logBatch').columns(['terminalId', 'id']).execute();
    await db.schema.createIndex('logBatch_arrived').on('logBatch').column('arrivedAt').execute();
  },
};
