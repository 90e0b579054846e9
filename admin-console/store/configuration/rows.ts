import type { Selectable } from 'kysely';
import { Refusal } from '../../../foundation/errors.ts';
import type {
  ConfigurationDraft,
  ConfigurationRelease,
  ConfigurationScope,
  DraftState,
  LayerFiles,
} from '../../contract/configuration/configuration.ts';
import type { HubDatabase } from '../database.ts';
import type { ConfigurationTables } from '../tables/configuration.ts';

type DraftRow = Selectable<ConfigurationTables['configurationDraft']>;
type ReleaseRow = Selectable<ConfigurationTables['configurationRelease']>;
export type WithFiles<T> = T & { readonly files: LayerFiles };

/** Everything but the files, which may be megabytes. */
export const RELEASE_COLUMNS = [
  'id',
  'tenantId',
  'scope',
  'scopeId',
  'number',
  'title',
  'releasedAt',
  'releasedBy',
  'activeFrom',
  'rollsBackTo',
  'emergency',
  'isForAll',
  'withdrawnAt',
  'draftId',
] as const;
export const DRAFT_COLUMNS = [
  'id',
  'tenantId',
  'scope',
  'scopeId',
  'title',
  'state',
  'revision',
  'baseId',
  'rollsBackTo',
  'authors',
  'createdAt',
  'changedAt',
  'changedBy',
] as const;

export const draftOf = (row: Pick<DraftRow, (typeof DRAFT_COLUMNS)[number]>): ConfigurationDraft => ({
  id: row.id,
  tenantId: row.tenantId,
  scope: row.scope as ConfigurationScope,
  scopeId: row.scopeId,
  title: row.title,
  state: row.state as DraftState,
  revision: row.revision,
  baseId: row.baseId,
  rollsBackTo: row.rollsBackTo,
  authors: JSON.parse(row.authors),
  createdAt: row.createdAt,
  changedAt: row.changedAt,
  changedBy: row.changedBy,
});

export const releaseOf = (row: Pick<ReleaseRow, (typeof RELEASE_COLUMNS)[number]>): ConfigurationRelease => ({
  id: row.id,
  tenantId: row.tenantId,
  scope: row.scope as ConfigurationScope,
  scopeId: row.scopeId,
  number: row.number,
  title: row.title,
  releasedAt: row.releasedAt,
  releasedBy: row.releasedBy,
  activeFrom: row.activeFrom,
  rollsBackTo: row.rollsBackTo,
  emergency: row.emergency,
  isForAll: row.isForAll === 1,
  withdrawnAt: row.withdrawnAt,
  draftId: row.draftId,
});

/** @throws Refusal `not-found` */
export async function draftById(
  db: HubDatabase,
  tenants: readonly string[],
  id: string,
): Promise<WithFiles<ConfigurationDraft>> {
  const row = await db
    .selectFrom('configurationDraft')
    .selectAll()
    .where('id', '=', id)
    .where('tenantId', 'in', [...tenants, ''])
    .executeTakeFirst();
  if (!row) throw new Refusal('not-found');
  return { ...draftOf(row), files: JSON.parse(row.files) };
}

/** @throws Refusal `not-found` */
export async function releaseById(
  db: HubDatabase,
  tenants: readonly string[],
  id: string,
): Promise<WithFiles<ConfigurationRelease>> {
  const row = await db
    .selectFrom('configurationRelease')
    .selectAll()
    .where('id', '=', id)
    .where('tenantId', 'in', [...tenants, ''])
    .executeTakeFirst();
  if (!row) throw new Refusal('not-found');
  return { ...releaseOf(row), files: JSON.parse(row.files) };
}

/** Newest release of a layer that was not withdrawn. */
export async function newestRelease(
  db: HubDatabase,
  { scope, scopeId }: { readonly scope: string; readonly scopeId: string },
): Promise<WithFiles<ConfigurationRelease> | null> {
  const row = await db
    .selectFrom('configurationRelease')
    .selectAll()
    .where('scope', '=', scope)
    .where('scopeId', '=', scopeId)
    .where('withdrawnAt', 'is', null)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? { ...releaseOf(row), files: JSON.parse(row.files) } : null;
}

/** Makes other acts on this tenant's releases wait, and tells every hub process that something else may be in force. */
export async function lockReleases(tx: HubDatabase, tenantId: string): Promise<void> {
  await tx
    .insertInto('configurationChange')
    .values({ tenantId, seq: 1 })
    .onConflict((c) => c.column('tenantId').doUpdateSet((eb) => ({ seq: eb('configurationChange.seq', '+', 1) })))
    .execute();
}

/** @throws Refusal `not-found` if that place is not the tenant's */
export async function mustBePlaceOf(
  db: HubDatabase,
  { tenantId, scope, scopeId }: { readonly tenantId: string; readonly scope: string; readonly scopeId: string },
): Promise<void> {
  if (scope === 'tenant') {
    if (scopeId !== tenantId) throw new Refusal('not-found');
    return;
  }
  const row = await db
    .selectFrom(scope === 'location' ? 'location' : 'terminal')
    .select('id')
    .where('id', '=', scopeId)
    .where('tenantId', '=', tenantId)
    .executeTakeFirst();
  if (!row) throw new Refusal('not-found');
}
