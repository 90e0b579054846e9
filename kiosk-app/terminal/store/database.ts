import { closeSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import { Refusal } from '../../../foundation/errors.ts';
import { MIGRATIONS } from './migrations.ts';

export type Store = Database.Database;
export type StoreRefusal = 'storage-full' | 'storage-failed' | 'storage-newer' | 'already-running';

/**
 * Opens (and migrates) the terminal's database. WAL with `synchronous=FULL`: a transaction that has returned survives
 * a power cut (sqlite.org, "PRAGMA synchronous").
 * @throws Refusal<StoreRefusal>
 */
export function openStore(file: string): Store {
  return guarded(() => {
    createPrivate(file);
    const db = new Database(file);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    // Erased ciphertext is overwritten, not merely unlinked from its page.
    db.pragma('secure_delete = ON');
    migrate(db);
    return db;
  });
}

/** 0600 from the first byte; SQLite gives its -wal and -shm the mode of the database. */
function createPrivate(file: string): void {
  closeSync(openSync(file, 'a', 0o600));
}

function migrate(db: Store): void {
  const version = Number(db.pragma('user_version', { simple: true }));
  if (version > MIGRATIONS.length) {
    db.close();
    throw new Refusal<StoreRefusal>('storage-newer', `schema ${version}, known ${MIGRATIONS.length}`);
  }
  for (const [i, sql] of MIGRATIONS.entries()) {
    if (i < version) continue;
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version = ${i + 1}`);
    })();
  }
}

/**
 * Holds an exclusive lock on the data directory until closed or until the process dies, however it dies: two
 * terminals that write one journal would each miss entries of the other. The lock has a file of its own, so that other
 * programs can still read the journal.
 * @throws Refusal `already-running`
 */
export function lockDirectory(file: string): { release(): void } {
  createPrivate(file);
  const db = new Database(file, { timeout: 0 });
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    db.exec('BEGIN EXCLUSIVE');
  } catch (thrown) {
    db.close();
    if (isSqlite(thrown, 'SQLITE_BUSY')) throw new Refusal<StoreRefusal>('already-running');
    throw thrown;
  }
  return { release: () => db.close() };
}

/**
 * Runs `fn` in one transaction, durable when it returns.
 * @throws Refusal<StoreRefusal> for what the disk does
 */
export function durably<T>(db: Store, fn: () => T): T {
  return guarded(() => (db.inTransaction ? fn() : db.transaction(fn).immediate()));
}

function guarded<T>(fn: () => T): T {
  try {
    return fn();
  } catch (thrown) {
    if (isSqlite(thrown, 'SQLITE_FULL')) throw new Refusal<StoreRefusal>('storage-full');
    if (thrown instanceof Database.SqliteError && !thrown.code.startsWith('SQLITE_CONSTRAINT')) {
      throw new Refusal<StoreRefusal>('storage-failed', thrown.code);
    }
    throw thrown;
  }
}

function isSqlite(thrown: unknown, code: string): boolean {
  return thrown instanceof Database.SqliteError && thrown.code.startsWith(code);
}
