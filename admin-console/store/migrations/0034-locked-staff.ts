import type { HubMigration } from './migration.ts';

/** Somebody may not sign in for a while, and keeps their roles. */
export const lockedStaff: HubMigration = {
  async up(db) {
    await db.schema.alterTable('staff').addColumn('lockedAt', 'bigint').execute();
  },
};
