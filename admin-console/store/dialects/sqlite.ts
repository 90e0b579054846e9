import Sqlite from 'better-sqlite3';
import { type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';
import { DELAYS } from '../delays.ts';

/** @param file path, or ":memory:" */
export function createSqliteDialect(file: string): SqliteDialect {
  const database = new Sqlite(file);
  // Write-ahead log: pages are read while reports are written. FULL: what was answered survives a power cut.
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  // A backup or the owner's command line writes beside the hub for a moment.
  database.pragma(`busy_timeout = ${DELAYS.sqliteBusy}`);
  return new SqliteDialect({ database: rememberingStatements(database) });
}

/** Most statements that are kept prepared: the hub has some hundred, but for lists of varying length. */
const MOST_STATEMENTS = 500;

/** Preparing a statement costs more than running most; each is run to its end before the next, so one of a kind does. */
function rememberingStatements(database: Sqlite.Database): SqliteDatabase {
  const known = new Map<string, SqliteStatement>();
  return {
    close: () => void database.close(),
    prepare(sql) {
      const statement = known.get(sql) ?? (database.prepare(sql) as SqliteStatement);
      if (known.size >= MOST_STATEMENTS) known.clear();
      known.set(sql, statement);
      return statement;
    },
  };
}
