import type { HubMigration } from './migration.ts';

/** Who may use the hub: people with roles and ways to sign in, their sessions, keys of programs. */
export const access: HubMigration = {
  async up(db) {
    const { schema } = db;
    await schema
      .createTable('staff')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('name', 'text', (c) => c.notNull().unique())
      .addColumn('createdAt', 'bigint', (c) => c.notNull())
      .addColumn('endedAt', 'bigint')
      .addColumn('passwordHash', 'text')
      .addColumn('totpSecret', 'text')
      .addColumn('totpStep', 'bigint')
      .execute();
    await schema
      .createTable('staffRole')
      .addColumn('staffId', 'text', (c) => c.notNull().references('staff.id'))
      .addColumn('tenantId', 'text', (c) => c.notNull())
      .addColumn('role', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('staffRole_pk', ['staffId', 'tenantId', 'role'])
      .execute();
    await schema
      .createTable('staffSession')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('tokenHash', 'text', (c) => c.notNull().unique())
      .addColumn('staffId', 'text', (c) => c.notNull().references('staff.id'))
      .addColumn('way', 'text', (c) => c.notNull())
      .addColumn('startedAt', 'bigint', (c) => c.notNull())
      .addColumn('seenAt', 'bigint', (c) => c.notNull())
      .addColumn('agent', 'text')
      .execute();
    await schema.createIndex('staffSession_staff').on('staffSession').column('staffId').execute();
    await schema
      .createTable('staffLink')
      .addColumn('hash', 'text', (c) => c.primaryKey())
      .addColumn('staffId', 'text', (c) => c.notNull().references('staff.id'))
      .addColumn('expiresAt', 'bigint', (c) => c.notNull())
      .addColumn('usedAt', 'bigint')
      .execute();
    await schema
      .createTable('recoveryCode')
      .addColumn('hash', 'text', (c) => c.primaryKey())
      .addColumn('staffId', 'text', (c) => c.notNull().references('staff.id'))
      .execute();
    await schema
      .createTable('passkey')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('staffId', 'text', (c) => c.notNull().references('staff.id'))
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('publicKey', 'text', (c) => c.notNull())
      .addColumn('counter', 'bigint', (c) => c.notNull())
      .addColumn('transports', 'text', (c) => c.notNull())
      .addColumn('createdAt', 'bigint', (c) => c.notNull())
      .addColumn('usedAt', 'bigint')
      .execute();
    await schema
      .createTable('oidcAccount')
      .addColumn('issuer', 'text', (c) => c.notNull())
      .addColumn('subject', 'text', (c) => c.notNull())
      .addColumn('staffId', 'text', (c) => c.notNull().references('staff.id'))
      .addPrimaryKeyConstraint('oidcAccount_pk', ['issuer', 'subject'])
      .execute();
    await schema
      .createTable('accessChallenge')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('staffId', 'text')
      .addColumn('data', 'text', (c) => c.notNull())
      .addColumn('expiresAt', 'bigint', (c) => c.notNull())
      .execute();
    await schema
      .createTable('accessThrottle')
      .addColumn('keyHash', 'text', (c) => c.primaryKey())
      .addColumn('failures', 'integer', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('until', 'bigint', (c) => c.notNull())
      .execute();
    await schema
      .createTable('accessKey')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('tokenHash', 'text', (c) => c.notNull().unique())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('tenantId', 'text', (c) => c.notNull().references('tenant.id'))
      .addColumn('permissions', 'text', (c) => c.notNull())
      .addColumn('createdBy', 'text', (c) => c.notNull())
      .addColumn('createdAt', 'bigint', (c) => c.notNull())
      .addColumn('expiresAt', 'bigint', (c) => c.notNull())
      .addColumn('usedAt', 'bigint')
      .addColumn('endedAt', 'bigint')
      .execute();
  },
};
