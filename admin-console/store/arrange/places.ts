import type { Clock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type { PlaceView, PlanPicture, PlanPoint } from '../../contract/arrange/arrange.ts';
import type { TerminalCondition } from '../../contract/terminals/judgement.ts';
import { audit } from '../audit.ts';
import type { HubDatabase } from '../database.ts';

/** Places of these tenants, by name, each with how its terminals are. */
export async function placesOf(db: HubDatabase, tenants: readonly string[]): Promise<readonly PlaceView[]> {
  if (tenants.length === 0) return [];
  const places = await db.selectFrom('location').selectAll().where('tenantId', 'in', tenants).orderBy('name').execute();
  const counted = await db
    .selectFrom('terminal')
    .leftJoin('link', 'link.terminalId', 'terminal.id')
    .select(({ fn }) => [
      'locationId',
      'condition',
      fn.countAll<number>().as('all'),
      fn.count<number>('link.linkId').as('linked'),
    ])
    .where('tenantId', 'in', tenants)
    .where('locationId', 'is not', null)
    .groupBy(['locationId', 'condition'])
    .execute();
  const counts = Map.groupBy(counted, ({ locationId }) => locationId);
  return places.map(({ id, tenantId, name, latitude, longitude, planX, planY }) => {
    const conditions: Partial<Record<TerminalCondition, number>> = {};
    const add = (condition: TerminalCondition, n: number) => {
      if (n > 0) conditions[condition] = (conditions[condition] ?? 0) + n;
    };
    for (const row of counts.get(id) ?? []) {
      add('unreachable', Number(row.all) - Number(row.linked));
      add((row.condition as TerminalCondition | null) ?? 'unreachable', Number(row.linked));
    }
    const point = planX === null || planY === null ? null : { x: planX, y: planY };
    return { id, tenantId, name, latitude, longitude, point, conditions };
  });
}

/** @returns where it stood before @throws Refusal `not-found` */
export function putPlace(
  db: HubDatabase,
  clock: Clock,
  actor: string,
  tenantId: string,
  { id, point }: Pick<PlaceView, 'id' | 'point'>,
): Promise<PlanPoint | null> {
  return db.transaction().execute(async (tx) => {
    const place = await tx
      .selectFrom('location')
      .select(['planX', 'planY'])
      .where('id', '=', id)
      .where('tenantId', '=', tenantId)
      .executeTakeFirst();
    if (!place) throw new Refusal('not-found');
    const before = place.planX === null || place.planY === null ? null : { x: place.planX, y: place.planY };
    await tx
      .updateTable('location')
      .set({ planX: point?.x ?? null, planY: point?.y ?? null })
      .where('id', '=', id)
      .execute();
    await audit(tx, clock, actor, 'place.put-on-plan', id, { tenantId, before, after: point });
    return before;
  });
}

export async function pictureOf(db: HubDatabase, tenantId: string): Promise<PlanPicture | null> {
  const row = await db.selectFrom('planPicture').selectAll().where('tenantId', '=', tenantId).executeTakeFirst();
  return row ? { type: row.type as PlanPicture['type'], data: row.data } : null;
}

/** @param picture `null` takes it away */
export function setPicture(
  db: HubDatabase,
  clock: Clock,
  actor: string,
  tenantId: string,
  picture: PlanPicture | null,
): Promise<void> {
  return db.transaction().execute(async (tx) => {
    await tx.deleteFrom('planPicture').where('tenantId', '=', tenantId).execute();
    if (picture)
      await tx
        .insertInto('planPicture')
        .values({ tenantId, ...picture })
        .execute();
    const after = picture && { type: picture.type, bytes: Math.floor((picture.data.length * 3) / 4) };
    await audit(tx, clock, actor, picture ? 'plan.picture-set' : 'plan.picture-removed', tenantId, { tenantId, after });
  });
}
