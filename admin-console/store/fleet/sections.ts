import { sql } from 'kysely';
import { KEPT_SECTIONS } from '../../domain/kept-sections.ts';
import type { HubDatabase } from '../database.ts';
import { int, json, jsonRows, text } from './json-rows.ts';
import type { Pending } from './pending.ts';

const COLUMNS = ['at', ...KEPT_SECTIONS];

/** Everything that these terminals told at hello. */
export async function insertSections(db: HubDatabase, told: readonly Pending[]): Promise<void> {
  const columns = sql.join(COLUMNS.map((name) => sql.ref(name)));
  const values = sql.join([int('at'), ...KEPT_SECTIONS.map(json)]);
  const replaced = sql.join(COLUMNS.map((name) => sql`${sql.ref(name)} = ${sql.ref(`excluded.${name}`)}`));
  await sql`
    insert into "terminalState" ("terminalId", ${columns})
    select ${text('terminalId')}, ${values} from ${jsonRows(db, told.map(rowOf))} where true
    on conflict ("terminalId") do update set ${replaced}`.execute(db);
}

/**
 * Replaces the sections that were told, of terminals whose newest link is still the one over which they were told.
 * @returns ids of these
 */
export async function updateSections(db: HubDatabase, told: readonly Pending[]): Promise<ReadonlySet<string>> {
  const sections = KEPT_SECTIONS.map(
    (name) => sql`${sql.ref(name)} = coalesce(${json(name)}, ${sql.ref(`terminalState.${name}`)})`,
  );
  const updated = await sql<{ terminalId: string }>`
    update "terminalState" set "at" = ${int('at')}, ${sql.join(sections)}
    from ${jsonRows(db, told.map(rowOf))}, "link" as l
    where "terminalState"."terminalId" = ${text('terminalId')}
      and l."terminalId" = ${text('terminalId')} and l."linkId" = ${text('linkId')}
    returning "terminalState"."terminalId"`.execute(db);
  return new Set(updated.rows.map(({ terminalId }) => terminalId));
}

const rowOf = ({ terminalId, linkId, at, sections: { alerts, journal, ...kept } }: Pending): object => ({
  ...kept,
  terminalId,
  linkId,
  at,
});
