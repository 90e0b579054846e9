import type { HubMigration } from './migration.ts';

/** Closings of the terminals, cases of money that wait for a person, and how long a tenant keeps closings. */
export const treasury: HubMigration = {
  async up(db) {
    await db.schema
      .createTable('treasuryClosing')
      .addColumn('terminalId', 'text', (c) => c.notNull())
      .addColumn('number', 'integer', (c) => c.notNull())
      .addColumn('head', 'text', (c) => c.notNull())
      .addColumn('tenantId', 'text', (c) => c.notNull())
      .addColumn('locationId', 'text')
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('day', 'text', (c) => c.notNull())
      .addColumn('closedAt', 'bigint', (c) => c.notNull())
      .addColumn('timeZone', 'text', (c) => c.notNull())
      .addColumn('takenAt', 'bigint', (c) => c.notNull())
      .addColumn('summary', 'text', (c) => c.notNull())
      .addColumn('account', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('treasuryClosing_pk', ['terminalId', 'number', 'head'])
      .execute();
    await db.schema.createIndex('treasuryClosing_day').on('treasuryClosing').columns(['tenantId', 'day']).execute();
    await db.schema
      .createTable('treasuryCase')
      .addColumn('terminalId', 'text', (c) => c.notNull())
      .addColumn('id', 'text', (c) => c.notNull())
      .addColumn('tenantId', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('since', 'bigint', (c) => c.notNull())
      .addColumn('number', 'text')
      .addColumn('reference', 'text')
      .addColumn('cents', 'integer')
      .addColumn('payee', 'text')
      .addColumn('reason', 'text')
      .addPrimaryKeyConstraint('treasuryCase_pk', ['terminalId', 'id'])
      .execute();
    await db.schema.createIndex('treasuryCase_tenant').on('treasuryCase').column('tenantId').execute();
    await db.schema
      .createTable('treasurySetting')
      .addColumn('tenantId', 'text', (c) => c.primaryKey())
      .addColumn('years', 'integer', (c) => c.notNull())
      .execute();
  },
};
