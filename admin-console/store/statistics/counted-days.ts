import type { CountedPart, OpenDays } from '../../domain/statistics/statistics-store.ts';
import type { HubDatabase } from '../database.ts';

/** The first day of which anything was counted; of months the first of them. `null`: nothing was. */
export async function firstDay(db: HubDatabase, { tenants, location }: CountedPart): Promise<string | null> {
  if (tenants.length === 0) return null;
  const row = await db
    .selectFrom('statisticCount')
    .select((eb) => eb.fn.min('day').as('day'))
    .where('tenantId', 'in', tenants)
    .$if(location !== undefined, (q) => q.where('locationId', '=', location ?? ''))
    .executeTakeFirst();
  return row?.day ?? null;
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
