import type { CountedPeriod } from '../../../fleet-link/statistics.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { type JudgedPeriod, judgePeriod } from '../../domain/statistics/judge-period.ts';
import type { TakenPeriods } from '../../domain/statistics/statistics-store.ts';
import type { HubDatabase } from '../database.ts';

/** Of all hours and days of one terminal that are here: three months of a terminal with a hundred services. */
const ROWS_OF_A_TERMINAL = 1_000_000;
/** Rows of one statement: SQLite takes 32,766 values. */
const ROWS_A_STATEMENT = 500;

/** Keeps what one terminal counted. What cannot be is refused by itself; the rest is kept. */
export async function takePeriods(
  db: HubDatabase,
  clock: Clock,
  terminalId: string,
  periods: readonly CountedPeriod[],
): Promise<TakenPeriods> {
  const taken: string[] = [];
  const refused: { period: string; reason: string }[] = [];
  await db.transaction().execute(async (tx) => {
    const terminal = await tx
      .selectFrom('terminal')
      .select(['tenantId', 'locationId'])
      .where('id', '=', terminalId)
      .executeTakeFirst();
    const kept = await tx
      .selectFrom('statisticPeriod')
      .select((eb) => eb.fn.sum<number>('rows').as('rows'))
      .where('terminalId', '=', terminalId)
      .executeTakeFirst();
    let rows = Number(kept?.rows ?? 0);
    for (const counted of periods) {
      const { period } = counted;
      const judged = terminal ? judgePeriod(counted, clock.now()) : 'not-enrolled';
      rows += counted.rows.length;
      if (typeof judged === 'string') refused.push({ period, reason: judged });
      else if (rows > ROWS_OF_A_TERMINAL) refused.push({ period, reason: 'too-many-rows' });
      else {
        const { tenantId, locationId } = terminal ?? { tenantId: '', locationId: null };
        await replace(tx, { terminalId, tenantId, locationId: locationId ?? '' }, counted, judged, clock.now());
        taken.push(period);
      }
    }
  });
  return { taken, refused };
}

interface Whose {
  readonly terminalId: string;
  readonly tenantId: string;
  readonly locationId: string;
}

async function replace(
  tx: HubDatabase,
  whose: Whose,
  { period, rows }: CountedPeriod,
  { day, hour, instant }: JudgedPeriod,
  now: number,
): Promise<void> {
  const { terminalId } = whose;
  // The same hour under another distance from UTC is the same hour.
  const known = tx.selectFrom('statisticPeriod').select('period').where('terminalId', '=', terminalId);
  const same = instant === null ? known.where('period', '=', period) : known.where('instant', '=', instant);
  await tx.deleteFrom('statisticCount').where('terminalId', '=', terminalId).where('period', 'in', same).execute();
  await tx.deleteFrom('statisticPeriod').where('terminalId', '=', terminalId).where('period', 'in', same).execute();
  await tx
    .insertInto('statisticPeriod')
    .values({ terminalId, period, instant: instant ?? -1, rows: rows.length, takenAt: now })
    .onConflict((c) => c.columns(['terminalId', 'period']).doUpdateSet({ rows: rows.length, takenAt: now }))
    .execute();
  const values = rows.map(({ metric, values: [word1 = '', word2 = '', word3 = ''], count }) => ({
    ...whose,
    metric,
    word1,
    word2,
    word3,
    grain: hour === null ? ('day' as const) : ('hour' as const),
    period,
    day,
    hour: hour ?? -1,
    count,
  }));
  for (let from = 0; from < values.length; from += ROWS_A_STATEMENT) {
    await tx
      .insertInto('statisticCount')
      .values(values.slice(from, from + ROWS_A_STATEMENT))
      // Two links of one terminal that tell the same at once: either is right.
      .onConflict((c) =>
        c
          .columns(['terminalId', 'period', 'metric', 'word1', 'word2', 'word3', 'tenantId', 'locationId'])
          .doUpdateSet((eb) => ({ count: eb.ref('excluded.count') })),
      )
      .execute();
  }
}
