import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { sql } from 'kysely';
import type { Clock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type { DatabaseAddress, HubDatabase } from '../database.ts';
import type { AnyDatabase } from '../migrations/migration.ts';
import { BACKUP_VERSION, FILES, MANIFEST, type Manifest, NOT_SAVED, TABLES } from './backup-format.ts';

/** Rows that are read and written at a time; keeps memory flat for tables of any size. */
const ROWS_AT_ONCE = 1_000;
/** Column that no table has. */
const PLACE = '_place';

/**
 * Saves database and files as they are at one instant, while the hub runs. It holds the key of the hub's certification
 * authority: whoever has it can let terminals in. The files are readable by their owner only.
 * @param to directory that does not exist yet; it appears when everything is in it
 * @throws Refusal `already-there`
 */
export async function writeBackup(options: {
  readonly db: HubDatabase;
  readonly kind: DatabaseAddress['kind'];
  /** Directories whose files are saved, by the name that each has in the backup. */
  readonly directories: Readonly<Record<string, string>>;
  readonly to: string;
  readonly clock: Clock;
  /** Called after each table. */
  readonly onTable?: (table: string, rows: number) => void;
}): Promise<Manifest> {
  const { to, clock, onTable } = options;
  if (existsSync(to)) throw new Refusal('already-there', to);
  const making = `${to}.making`;
  mkdirSync(join(making, TABLES), { recursive: true, mode: 0o700 });
  const db = options.db as AnyDatabase;
  const tables: Record<string, Manifest['tables'][string]> = {};
  let migration = '';
  // Both databases show one instant to everything that is read in such a transaction.
  await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      migration = await lastMigration(tx);
      for (const { name } of await tx.introspection.getTables()) {
        if (NOT_SAVED.includes(name)) continue;
        tables[name] = await saveTable(tx, options.kind, name, join(making, TABLES, `${name}.jsonl`));
        onTable?.(name, tables[name].rows);
      }
    });
  const files = saveFiles(options.directories, join(making, FILES));
  const manifest: Manifest = { version: BACKUP_VERSION, at: clock.now(), migration, tables, files };
  write(join(making, MANIFEST), JSON.stringify(manifest, null, 2));
  renameSync(making, to);
  return manifest;
}

async function lastMigration(db: AnyDatabase): Promise<string> {
  const row = await db.selectFrom('kysely_migration').select('name').orderBy('name', 'desc').executeTakeFirst();
  return String(row?.name ?? '');
}

async function saveTable(
  db: AnyDatabase,
  kind: DatabaseAddress['kind'],
  table: string,
  file: string,
): Promise<Manifest['tables'][string]> {
  // Where a row lies: both databases find the rows behind it without reading those before it again.
  const place = kind === 'sqlite' ? sql<unknown>`rowid` : sql<unknown>`ctid`;
  const after = (last: unknown) =>
    kind === 'sqlite' ? sql<boolean>`rowid > ${last}` : sql<boolean>`ctid > ${last}::tid`;
  const hash = createHash('sha256');
  const out = openSync(file, 'wx', 0o600);
  let rows = 0;
  try {
    for (let last: unknown; ; ) {
      let query = db.selectFrom(table).selectAll().select(place.as(PLACE)).orderBy(place).limit(ROWS_AT_ONCE);
      if (last !== undefined) query = query.where(after(last));
      const some: Record<string, unknown>[] = await query.execute();
      last = some.at(-1)?.[PLACE];
      const text = some.map(({ [PLACE]: _, ...row }) => `${JSON.stringify(row)}\n`).join('');
      hash.update(text);
      writeSync(out, text);
      rows += some.length;
      if (some.length < ROWS_AT_ONCE) break;
    }
    fsyncSync(out);
  } finally {
    closeSync(out);
  }
  return { rows, sha256: hash.digest('hex') };
}

function saveFiles(directories: Readonly<Record<string, string>>, to: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const [name, directory] of Object.entries(directories)) {
    if (!existsSync(directory)) continue;
    for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const kept = join(name, relative(directory, path));
      const bytes = readFileSync(path);
      write(join(to, kept), bytes);
      files[kept] = createHash('sha256').update(bytes).digest('hex');
    }
  }
  return files;
}

function write(path: string, bytes: string | Buffer): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, bytes, { mode: 0o600, flag: 'wx', flush: true });
}
