import type { HubMigration } from './migration.ts';

/** When the certificate of a terminal ends, and how far its clock is off. */
export const certificateAndClock: HubMigration = {
  async up(db) {
    await db.schema.alterTable('terminal').addColumn('certificateExpiresAt', 'bigint').execute();
    await db.schema.alterTable('terminal').addColumn('clockOffMs', 'bigint').execute();
  },
};
