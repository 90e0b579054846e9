import type { Clock } from '../../../foundation/clock.ts';
import { RETENTION } from '../../domain/retention.ts';
import { audit } from '../audit.ts';
import type { HubDatabase } from '../database.ts';

const YEAR = 366 * 86_400_000;
/** Where a tenant has said nothing. */
export const USUAL_YEARS = Math.round(RETENTION.treasuryClosings.keptMs / YEAR);

export async function keptYears(db: HubDatabase, tenantId: string): Promise<number> {
  const row = await db
    .selectFrom('treasurySetting')
    .select('years')
    .where('tenantId', '=', tenantId)
    .executeTakeFirst();
  return row?.years ?? USUAL_YEARS;
}

export function setKeptYears(
  db: HubDatabase,
  clock: Clock,
  tenantId: string,
  years: number,
  actor: string,
): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const before = await keptYears(tx, tenantId);
    await tx
      .insertInto('treasurySetting')
      .values({ tenantId, years })
      .onConflict((conflict) => conflict.column('tenantId').doUpdateSet({ years }))
      .execute();
    await audit(tx, clock, actor, 'treasury.retention', tenantId, { tenantId, before, after: years });
  });
}

/**
 * Erases closings whose years are over. They begin with the end of the year in which the closing was made (§ 147 (4) AO).
 * @returns how many
 */
export async function eraseOldClosings(db: HubDatabase, clock: Clock): Promise<number> {
  const year = new Date(clock.now()).getUTCFullYear();
  const tenants = await db.selectFrom('treasuryClosing').select('tenantId').distinct().execute();
  let erased = 0;
  for (const { tenantId } of tenants) {
    const before = `${year - (await keptYears(db, tenantId))}-01-01`;
    const { numDeletedRows } = await db
      .deleteFrom('treasuryClosing')
      .where('tenantId', '=', tenantId)
      .where('day', '<', before)
      .executeTakeFirstOrThrow();
    erased += Number(numDeletedRows);
  }
  return erased;
}
