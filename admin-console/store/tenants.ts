import type { HubDatabase } from './database.ts';

export async function tenantIds(db: HubDatabase): Promise<readonly string[]> {
  const rows = await db.selectFrom('tenant').select('id').orderBy('id').execute();
  return rows.map(({ id }) => id);
}
