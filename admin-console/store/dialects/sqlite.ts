import Sqlite from 'better-sqlite3';
import { type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';
import { DELAYS } from '../delays.ts';

/**
 * @param file path, or ":memory:"
 * @param isShared every transaction takes the write lock first: not for a backup, which reads for long
 */
export function createSqliteDialect(file: string, isShared = false): SqliteDialect {
  const database = new Sqlite(file);
  // Write-ahead log: pages are read while reports are written. FULL: what was answered survives a power cut.
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  // A backup or the owner's command line writes beside the hub for a moment.
  database.pragma(`busy_timeout = ${DELAYS.sqliteBusy}`);
  return new SqliteDialect({ database: rememberingStatements(database, isShared ? 'begin immediate' : 'begin') });
}

/** Most statements that are kept prepared: the hub has some hundred, but for lists of varying length. */
const MOST_STATEMENTS = 500;

/**
 * Preparing a statement costs more than running most; each is run to its end before the next, so one of a kind does. A
 * transaction that reads before it writes is refused at once, whatever the timeout, if another process has written
 * meanwhile (SQLITE_BUSY_SNAPSHOT, sqlite.org/rescode.html); one that takes the write lock first waits for it.
 * @param begin how Kysely's `begin` is said
 */
function rememberingStatements(database: Sqlite.Database, begin: string): SqliteDatabase {
  const known = new Map<string, SqliteStatement>();
  return {
    close: () => void database.close(),
    prepare(sql) {
      const statement = known.get(sql) ?? (database.prepare(sql === 'begin' ? begin : sql) as SqliteStatement);
      if (known.size >= MOST_STATEMENTS) known.clear();
      known.set(sql, statement);
      return statement;
    },
  };
}
