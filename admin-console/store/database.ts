import { Kysely } from 'kysely';
import type { DatabaseWatch } from './database-watch.ts';
import { createPostgresDialect } from './dialects/postgres.ts';
import { createSqliteDialect } from './dialects/sqlite.ts';
import { migrate } from './migrations/migrate.ts';
import type { HubTables } from './tables/index.ts';

/** Kysely over either database; a transaction of it, too. Queries must be written for both. */
export type HubDatabase = Kysely<HubTables>;

interface SqliteAddress {
  readonly kind: 'sqlite';
  /** Path, or ":memory:". */
  readonly file: string;
  /** Another process writes all the time: every transaction waits for its turn to write before it reads. */
  readonly isShared?: boolean;
}
export type DatabaseAddress =
  | SqliteAddress
  | { readonly kind: 'postgres' /** `postgres://user:password@host:port/database` */; readonly url: string };

/** Opens the hub's database and brings its tables to this version. Several processes may do so at once on PostgreSQL. */
export async function openDatabase(address: DatabaseAddress, watch?: DatabaseWatch): Promise<HubDatabase> {
  const db = connectDatabase(address, watch);
  try {
    await migrate(db, address.kind);
    return db;
  } catch (thrown) {
    await db.destroy();
    throw thrown;
  }
}

/** The database as it is, which may have no tables yet. */
export function connectDatabase(address: DatabaseAddress, watch?: DatabaseWatch): HubDatabase {
  const dialect =
    address.kind === 'sqlite'
      ? createSqliteDialect(address.file, address.isShared)
      : createPostgresDialect(address.url, watch);
  if (!watch) return new Kysely<HubTables>({ dialect });
  return new Kysely<HubTables>({
    dialect,
    log: ({ level, queryDurationMillis }) => watch.queried(queryDurationMillis, level === 'error'),
  });
}
