import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import { MOST_VIEWS, type SavedView } from '../../contract/arrange/arrange.ts';
import { audit } from '../audit.ts';
import type { HubDatabase } from '../database.ts';

/** Whose a view is. */
export type ViewOwner =
  | { readonly tenantId: string; readonly staffId: null }
  | { readonly tenantId: null; readonly staffId: string };

export async function viewsOf(
  db: HubDatabase,
  tenants: readonly string[],
  staffId: string | null,
): Promise<readonly SavedView[]> {
  let query = db.selectFrom('savedView').select(['id', 'tenantId', 'name', 'query', 'createdBy']).orderBy('name');
  if (staffId !== null) query = query.where('staffId', '=', staffId);
  else if (tenants.length === 0) return [];
  else query = query.where('tenantId', 'in', tenants);
  return query.execute();
}

/** One of the same name is replaced. @throws Refusal `too-many-views` */
export function saveView(
  db: HubDatabase,
  clock: Clock,
  actor: string,
  owner: ViewOwner,
  { name, query }: Pick<SavedView, 'name' | 'query'>,
): Promise<SavedView> {
  return db.transaction().execute(async (tx) => {
    const { tenantId } = owner;
    const before = await viewsOf(tx, tenantId === null ? [] : [tenantId], owner.staffId);
    const same = before.find((view) => view.name === name);
    if (!same && before.length >= MOST_VIEWS) throw new Refusal('too-many-views');
    if (same) await tx.deleteFrom('savedView').where('id', '=', same.id).execute();
    const view = { id: randomUUID(), tenantId, name, query, createdBy: actor };
    await tx
      .insertInto('savedView')
      .values({ ...view, staffId: owner.staffId, createdAt: clock.now() })
      .execute();
    const details = { before: same?.query, after: query };
    await audit(tx, clock, actor, 'view.saved', name, tenantId === null ? details : { ...details, tenantId });
    return view;
  });
}

/** @throws Refusal `not-found` */
export function removeView(db: HubDatabase, clock: Clock, actor: string, owner: ViewOwner, id: string): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const { tenantId, staffId } = owner;
    let query = tx.deleteFrom('savedView').where('id', '=', id);
    query = tenantId === null ? query.where('staffId', '=', staffId) : query.where('tenantId', '=', tenantId);
    const gone = await query.returning(['name', 'query']).executeTakeFirst();
    if (!gone) throw new Refusal('not-found');
    await audit(tx, clock, actor, 'view.removed', gone.name, {
      before: gone.query,
      ...(tenantId !== null && { tenantId }),
    });
  });
}
