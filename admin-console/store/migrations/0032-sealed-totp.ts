import type { HubMigration } from './migration.ts';

/**
 * Secrets of apps of codes lie encrypted. Those in the column of before are encrypted at the hub's next start
 * (`store/access/totp-secrets.ts`), because no migration has the key.
 */
export const sealedTotp: HubMigration = {
  async up(db) {
    await db.schema.alterTable('staff').addColumn('totpSealed', 'text').execute();
  },
};
