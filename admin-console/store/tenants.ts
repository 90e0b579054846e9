import type { HubDatabase } from './database.ts';

export async function tenantIds(db: HubDatabase): Promise<readonly string[]> {
  const rows = await db.selectFrom('tenant').select('id').orderBy('id').execute();
  return rows.map(({ id }) => id);
}

/** Whose terminal it is; left undefined for one that is not enrolled. */
export async function tenantOfTerminal(db: HubDatabase, terminalId: string): Promise<string | undefined> {
  const row = await db.selectFrom('terminal').select('tenantId').where('id', '=', terminalId).executeTakeFirst();
  return row?.tenantId;
}

export const tenantNames = (db: HubDatabase): Promise<readonly { readonly id: string; readonly name: string }[]> =>
  db.selectFrom('tenant').select(['id', 'name']).orderBy('name').execute();
