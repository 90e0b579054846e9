import type { HubMigration } from './migration.ts';

/** Terminals belong to a tenant and may stand at a location; hub processes know of each other and of their links. */
export const tenantsAndProcesses: HubMigration = {
  async up(db) {
    await db.schema
      .createTable('tenant')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('createdAt', 'bigint', (c) => c.notNull())
      .execute();
    // Terminals that are enrolled already, and a city that runs only its own, belong to this one.
    await db.insertInto('tenant').values({ id: 'default', name: 'Standard', createdAt: 0 }).execute();
    await db.schema
      .createTable('location')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('tenantId', 'text', (c) => c.notNull().references('tenant.id'))
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('address', 'text')
      .addColumn('latitude', 'double precision')
      .addColumn('longitude', 'double precision')
      .execute();
    await db.schema.createIndex('location_tenant').on('location').column('tenantId').execute();
    for (const table of ['terminal', 'enrolmentCode']) {
      await db.schema
        .alterTable(table)
        .addColumn('tenantId', 'text', (c) => c.notNull().defaultTo('default'))
        .execute();
      await db.schema.alterTable(table).addColumn('locationId', 'text').execute();
    }
    await db.schema.createIndex('terminal_tenant').on('terminal').columns(['tenantId', 'id']).execute();
    await db.schema
      .createTable('hubProcess')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('startedAt', 'bigint', (c) => c.notNull())
      .addColumn('seenAt', 'bigint', (c) => c.notNull())
      .execute();
    await db.schema
      .createTable('link')
      .addColumn('terminalId', 'text', (c) => c.primaryKey())
      .addColumn('processId', 'text', (c) => c.notNull())
      .addColumn('linkId', 'text', (c) => c.notNull())
      .addColumn('since', 'bigint', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('link_process').on('link').column('processId').execute();
  },
};
