import type { Kysely } from 'kysely';

/** What differs between the two databases in a table's definition. */
export type DatabaseKind = 'sqlite' | 'postgres';

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the tables of its own day, not today's
export type AnyDatabase = Kysely<any>;
export interface HubMigration {
  up(db: AnyDatabase, kind: DatabaseKind): Promise<void>;
}
