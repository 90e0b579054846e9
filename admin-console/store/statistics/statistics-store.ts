import { sql } from 'kysely';
import { METRICS } from '../../../fleet-link/statistics.ts';
import type { Clock } from '../../../foundation/clock.ts';
import type { CountQuery, StatisticsStore, SummedCount } from '../../domain/statistics/statistics-store.ts';
import { DEFAULT_THRESHOLD } from '../../domain/statistics/threshold.ts';
import { audit } from '../audit.ts';
import type { HubDatabase } from '../database.ts';
import { keptDays, openDays } from './counted-days.ts';
import { takePeriods } from './take-periods.ts';

/** Sums, thresholds and names of locations in the hub's database. */
export function createStatisticsStore(db: HubDatabase, clock: Clock): StatisticsStore {
  return {
    take: (terminalId, periods) => takePeriods(db, clock, terminalId, periods),
    counts: (query) => counts(db, query),
    keptDays: (part) => keptDays(db, part),
    openDays: (query) => openDays(db, query),
    async threshold(tenants) {
      if (tenants.length === 0) return DEFAULT_THRESHOLD;
      const rows = await db.selectFrom('statisticSetting').selectAll().where('tenantId', 'in', tenants).execute();
      const set = new Map(rows.map(({ tenantId, threshold }) => [tenantId, threshold]));
      return Math.max(...tenants.map((id) => set.get(id) ?? DEFAULT_THRESHOLD));
    },
    setThreshold: (tenantId, threshold, actor) =>
      db.transaction().execute(async (tx) => {
        const before = await tx
          .selectFrom('statisticSetting')
          .select('threshold')
          .where('tenantId', '=', tenantId)
          .executeTakeFirst();
        await tx
          .insertInto('statisticSetting')
          .values({ tenantId, threshold })
          .onConflict((c) => c.column('tenantId').doUpdateSet({ threshold }))
          .execute();
        await audit(tx, clock, actor, 'statistics.threshold', tenantId, {
          tenantId,
          before: before?.threshold ?? DEFAULT_THRESHOLD,
          after: threshold,
        });
      }),
    async locations(tenants) {
      if (tenants.length === 0) return new Map();
      const rows = await db.selectFrom('location').select(['id', 'name']).where('tenantId', 'in', tenants).execute();
      return new Map(rows.map(({ id, name }) => [id, name]));
    },
  };
}

async function counts(db: HubDatabase, query: CountQuery): Promise<readonly SummedCount[]> {
  const { tenants, metric, from, to, time } = query;
  if (tenants.length === 0) return [];
  // One row for each day or hour of the year at most: the weekday is worked out here, not in two dialects.
  const axis = sql<string>`${{ none: sql`''`, hour: sql.ref('hour'), weekday: sql.ref('day'), month: sql.ref('day') }[time]}`;
  const rows = await db
    .selectFrom('statisticCount')
    .select(['locationId', 'word1', 'word2', 'word3', axis.as('time')])
    .select((eb) => eb.fn.sum<number>('count').as('count'))
    .where('tenantId', 'in', tenants)
    .where('metric', '=', metric)
    .where('day', '>=', from)
    .where('day', '<=', to)
    // A month's row has no weekday, a day's no hour; leaving them out shows less than there was, never more.
    .$if(time === 'hour', (q) => q.where('grain', '=', 'hour'))
    .$if(time === 'weekday', (q) => q.where('grain', 'in', ['hour', 'day']))
    .groupBy(
      time === 'none' ? ['locationId', 'word1', 'word2', 'word3'] : ['locationId', 'word1', 'word2', 'word3', axis],
    )
    .execute();
  const size = Object.keys(METRICS[metric].dimensions).length;
  const sums = new Map<string, SummedCount>();
  for (const { locationId, word1, word2, word3, time: told, count } of rows) {
    const row = { locationId, words: [word1, word2, word3].slice(0, size), time: timeOf(time, String(told)) };
    const key = [locationId, ...row.words, row.time].join(' ');
    sums.set(key, { ...row, count: (sums.get(key)?.count ?? 0) + Number(count) });
  }
  return [...sums.values()];
}

function timeOf(axis: CountQuery['time'], told: string): string {
  if (axis === 'weekday') return String(new Date(`${told}T00:00:00Z`).getUTCDay() || 7);
  return axis === 'month' ? told.slice(0, 7) : told;
}
