import type { CountedPart, KeptDays, OpenDays } from '../../domain/statistics/statistics-store.ts';
import type { HubDatabase } from '../database.ts';

/** Of which time there are counts, and since when by the day. */
export async function keptDays(db: HubDatabase, { tenants, location }: CountedPart): Promise<KeptDays> {
  if (tenants.length === 0) return { first: null, lastMonth: null };
  const counted = db
    .selectFrom('statisticCount')
    .where('tenantId', 'in', tenants)
    .$if(location !== undefined, (q) => q.where('locationId', '=', location ?? ''));
  const { first } = await counted.select((eb) => eb.fn.min('day').as('first')).executeTakeFirstOrThrow();
  const { lastMonth } = await counted
    .where('grain', '=', 'month')
    .select((eb) => eb.fn.max('day').as('lastMonth'))
    .executeTakeFirstOrThrow();
  return { first: first ?? null, lastMonth: lastMonth ?? null };
}

/** On which days places were open: a terminal counts minutes of availability within opening hours only. */
export async function openDays(
  db: HubDatabase,
  { tenants, location, from, to }: CountedPart & { readonly from: string; readonly to: string },
): Promise<OpenDays> {
  if (tenants.length === 0) return { days: 0, terminalDays: 0 };
  const { days, terminalDays } = await db
    .selectFrom((eb) =>
      eb
        .selectFrom('statisticCount')
        .select(['day', 'terminalId'])
        .distinct()
        .where('tenantId', 'in', tenants)
        .where('metric', '=', 'availability')
        .where('day', '>=', from)
        .where('day', '<=', to)
        .where('grain', 'in', ['hour', 'day'])
        .$if(location !== undefined, (q) => q.where('locationId', '=', location ?? ''))
        .as('open'),
    )
    .select((eb) => [
      eb.fn.countAll<number>().as('terminalDays'),
      eb.fn.count<number>('open.day').distinct().as('days'),
    ])
    .executeTakeFirstOrThrow();
  return { days: Number(days), terminalDays: Number(terminalDays) };
}
