import Sqlite from 'better-sqlite3';
import { SqliteDialect } from 'kysely';
import { DELAYS } from '../delays.ts';

/** @param file path, or ":memory:" */
export function createSqliteDialect(file: string): SqliteDialect {
  const database = new Sqlite(file);
  // Write-ahead log: pages are read while reports are written. FULL: what was answered survives a power cut.
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  // A backup or the owner's command line writes beside the hub for a moment.
  database.pragma(`busy_timeout = ${DELAYS.sqliteBusy}`);
  return new SqliteDialect({ database });
}
