import type { HubMigration } from './migration.ts';

/** What changed at a terminal and when, what people noted of it, and who has put paper in. */
export const terminalHistory: HubMigration = {
  async up(db) {
    await db.schema
      .createTable('terminalChange')
      .addColumn('terminalId', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('value', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('terminalChange_pk', ['terminalId', 'kind', 'at'])
      .execute();
    await db.schema
      .createTable('terminalNote')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('tenantId', 'text', (c) => c.notNull())
      .addColumn('terminalId', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('actor', 'text', (c) => c.notNull())
      .addColumn('text', 'text', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('terminalNote_terminal').on('terminalNote').columns(['terminalId', 'at']).execute();
    await db.schema
      .createTable('paperTick')
      .addColumn('terminalId', 'text', (c) => c.primaryKey())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('actor', 'text', (c) => c.notNull())
      .addColumn('usedMm', 'bigint', (c) => c.notNull())
      .addColumn('onRollMm', 'bigint', (c) => c.notNull())
      .execute();
  },
};
