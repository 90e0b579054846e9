import type { HubMigration } from './migration.ts';

/** The tables of the hub before it had migrations: on such a database they are there already. */
export const firstHub: HubMigration = {
  async up(db, kind) {
    await db.schema
      .createTable('terminal')
      .ifNotExists()
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('site', 'text')
      .addColumn('fingerprint', 'text', (c) => c.notNull().unique())
      .addColumn('enrolledAt', 'bigint', (c) => c.notNull())
      .addColumn('seenAt', 'bigint')
      .addColumn('software', 'text')
      .addColumn('status', 'text')
      .execute();
    await db.schema
      .createTable('alert')
      .ifNotExists()
      .addColumn('terminalId', 'text', (c) => c.notNull())
      .addColumn('id', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('since', 'bigint', (c) => c.notNull())
      .addColumn('reason', 'text')
      .addColumn('seenAt', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('alert_pk', ['terminalId', 'id'])
      .execute();
    await db.schema
      .createTable('help')
      .ifNotExists()
      .addColumn('terminalId', 'text', (c) => c.primaryKey())
      .addColumn('id', 'text', (c) => c.notNull())
      .addColumn('since', 'bigint', (c) => c.notNull())
      .addColumn('takenAt', 'bigint')
      .execute();
    await db.schema
      .createTable('journalHead')
      .ifNotExists()
      .addColumn('terminalId', 'text', (c) => c.primaryKey())
      .addColumn('seq', 'bigint', (c) => c.notNull())
      .addColumn('hash', 'text', (c) => c.notNull())
      .addColumn('brokenAt', 'bigint')
      .addColumn('reason', 'text')
      .execute();
    await db.schema
      .createTable('enrolmentCode')
      .ifNotExists()
      .addColumn('hash', 'text', (c) => c.primaryKey())
      .addColumn('terminalId', 'text', (c) => c.notNull())
      .addColumn('expiresAt', 'bigint', (c) => c.notNull())
      .addColumn('usedAt', 'bigint')
      .execute();
    await db.schema
      .createTable('audit')
      .ifNotExists()
      .addColumn('id', kind === 'sqlite' ? 'integer' : 'bigserial', (c) =>
        kind === 'sqlite' ? c.primaryKey().autoIncrement() : c.primaryKey(),
      )
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('actor', 'text', (c) => c.notNull())
      .addColumn('act', 'text', (c) => c.notNull())
      .addColumn('subject', 'text', (c) => c.notNull())
      .execute();
  },
};
