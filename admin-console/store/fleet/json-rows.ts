import { PostgresAdapter, type RawBuilder, sql } from 'kysely';
import type { HubDatabase } from '../database.ts';

/**
 * Many rows in one parameter, for statements that write what many terminals told: a statement with a parameter for each
 * value costs more to build than to run. Stands in `from`; its fields are read by `text`, `int` and `json`.
 * SQLite, "The json_each() and json_tree() table-valued functions"; PostgreSQL 18, section 9.16, table 9.51.
 */
export const jsonRows = (db: HubDatabase, rows: readonly object[]): RawBuilder<unknown> =>
  isPostgres(db)
    ? sql`jsonb_array_elements(cast(${JSON.stringify(rows)} as jsonb)) as r(value)`
    : sql`json_each(${JSON.stringify(rows)}) as r`;

/** Stands after `in`. */
export const jsonList = (db: HubDatabase, values: readonly string[]): RawBuilder<string> =>
  isPostgres(db)
    ? sql`(select jsonb_array_elements_text(cast(${JSON.stringify(values)} as jsonb)))`
    : sql`(select value from json_each(${JSON.stringify(values)}))`;

export const text = (field: string): RawBuilder<string> => sql`cast(r.value ->> ${sql.lit(field)} as text)`;
export const int = (field: string): RawBuilder<number> => sql`cast(r.value ->> ${sql.lit(field)} as bigint)`;
/** The field's JSON as text; SQL's NULL if it is not there. */
export const json = (field: string): RawBuilder<string> => sql`cast(r.value -> ${sql.lit(field)} as text)`;

/** A number in a column that holds JSON as text; SQL's NULL if it is not there. @param column with its table */
export const jsonNumber = (db: HubDatabase, column: string, field: string): RawBuilder<number | null> =>
  isPostgres(db)
    ? sql`cast(cast(${sql.ref(column)} as jsonb) ->> ${sql.lit(field)} as double precision)`
    : sql`cast(${sql.ref(column)} ->> ${sql.lit(field)} as real)`;

const isPostgres = (db: HubDatabase): boolean => db.getExecutor().adapter instanceof PostgresAdapter;
