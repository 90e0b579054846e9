import type { HubMigration } from './migration.ts';

/** Whose account at an organisation's sign-in is whose here: by invitation, or by the groups that it tells. */
export const oidc: HubMigration = {
  async up(db) {
    await db.schema
      .alterTable('oidcAccount')
      .addColumn('followsGroups', 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
    await db.schema
      .createTable('oidcInvitation')
      .addColumn('issuer', 'text', (c) => c.notNull())
      .addColumn('email', 'text', (c) => c.notNull())
      .addColumn('staffId', 'text', (c) => c.notNull().references('staff.id'))
      .addColumn('expiresAt', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('oidcInvitation_pk', ['issuer', 'email'])
      .execute();
  },
};
