import type { HubDatabase } from '../database.ts';

/** Makes an enrolled terminal whose certificate has the fingerprint `f-<id>`. */
export async function enrolledRow(db: HubDatabase, id: string, tenantId = 'default'): Promise<void> {
  const nothing = { site: null, locationId: null, seenAt: null, software: null, condition: null, judged: null };
  const isTrusted = { revokedAt: null, nextFingerprint: null };
  await db
    .insertInto('terminal')
    .values({ id, tenantId, fingerprint: `f-${id}`, enrolledAt: 1, ...nothing, ...isTrusted })
    .execute();
}
