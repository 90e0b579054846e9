import type { HubMigration } from './migration.ts';

/** Terminals that do not dial the hub: it dials them, or both dial a relay. */
export const dialling: HubMigration = {
  async up(db) {
    await db.schema
      .createTable('terminalDial')
      .addColumn('terminalId', 'text', (c) => c.primaryKey())
      .addColumn('by', 'text', (c) => c.notNull())
      .addColumn('host', 'text', (c) => c.notNull())
      .addColumn('port', 'integer', (c) => c.notNull())
      .addColumn('token', 'text')
      .addColumn('leaseUntil', 'bigint', (c) => c.notNull().defaultTo(0))
      .execute();
  },
};
