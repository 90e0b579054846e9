import { type RawBuilder, sql } from 'kysely';
import { PAPER_METERS } from '../../../fleet-link/paper-meters.ts';
import type { TerminalFilter } from '../../contract/terminals/terminal-filter.ts';
import type { TerminalSort } from '../../contract/terminals/terminal-view.ts';
import type { TerminalQuery } from '../../domain/fleet.ts';
import type { HubDatabase } from '../database.ts';
import { jsonNumber } from './json-rows.ts';
import { matches } from './terminal-filter.ts';

/** Ids of one part of the list: what a row shows is read of these only. */
export async function pageOfIds(db: HubDatabase, query: TerminalQuery): Promise<readonly string[]> {
  const { tenants, filter, after, from, limit, sort, isDescending } = query;
  if (tenants.length === 0) return [];
  const direction = isDescending ? sql`desc` : sql`asc`;
  let rows = listed(db, tenants, filter).select('terminal.id').limit(limit).offset(from);
  if (sort === 'id') rows = rows.orderBy('terminal.id', isDescending ? 'desc' : 'asc');
  else {
    const by = orderOf(db, sort);
    // What is not known stands last, whichever way it is sorted.
    rows = rows
      .orderBy(sql`case when ${by} is null then 1 else 0 end`)
      .orderBy(sql`${by} ${direction}`)
      .orderBy('terminal.id');
  }
  if (sort === 'place') rows = rows.leftJoin('location', 'location.id', 'terminal.locationId');
  if (sort === 'paper') rows = rows.leftJoin('terminalState', 'terminalState.terminalId', 'terminal.id');
  if (after !== null) rows = rows.where('terminal.id', '>', after);
  return (await rows.execute()).map(({ id }) => id);
}

/** How many the whole list has. */
export async function countOf(db: HubDatabase, tenants: readonly string[], filter: TerminalFilter): Promise<number> {
  if (tenants.length === 0) return 0;
  const { n } = await listed(db, tenants, filter)
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** What is left of the roll, from 0 to 1; `null` while it is not known. Of a query that has "terminalState". */
export const paperLeft = (db: HubDatabase): RawBuilder<number | null> =>
  sql`${jsonNumber(db, 'terminalState.counts', PAPER_METERS.onRoll)}
    / nullif(${jsonNumber(db, 'terminalState.counts', PAPER_METERS.roll)}, 0)`;

const listed = (db: HubDatabase, tenants: readonly string[], filter: TerminalFilter) =>
  db
    .selectFrom('terminal')
    .leftJoin('link', 'link.terminalId', 'terminal.id')
    .leftJoin('help', 'help.terminalId', 'terminal.id')
    .where('terminal.tenantId', 'in', tenants)
    .where(matches(filter));

function orderOf(db: HubDatabase, by: Exclude<TerminalSort, 'id'>): RawBuilder<unknown> {
  switch (by) {
    case 'name':
      return sql`lower(coalesce("terminal"."name", "terminal"."id"))`;
    case 'state':
      // Whoever asks for a person comes first, then what cannot be used, then what works but needs somebody at once.
      return sql`case when "help"."id" is not null then 0
        when "link"."linkId" is null or "terminal"."condition" is null then 2
        when "terminal"."condition" = 'out-of-service' then 1
        when "terminal"."condition" = 'limited' then 3
        when "terminal"."id" in
          (select "terminalId" from "alertEpisode" where "live" is not null and "severity" = 'urgent') then 4
        else 5 end`;
    case 'place':
      return sql`"location"."name"`;
    case 'software':
      return sql`"terminal"."software"`;
    case 'seen':
      // Whoever is linked is seen now: later than any time in milliseconds.
      return sql`case when "link"."linkId" is null then coalesce("terminal"."seenAt", 0) else 9007199254740991 end`;
    case 'paper':
      return paperLeft(db);
  }
}
