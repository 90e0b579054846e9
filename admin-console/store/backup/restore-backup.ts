import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import { Refusal } from '../../../foundation/errors.ts';
import { connectDatabase, type DatabaseAddress, type HubDatabase } from '../database.ts';
import { hasMigration, migrate } from '../migrations/migrate.ts';
import type { AnyDatabase } from '../migrations/migration.ts';
import { FILES, MANIFEST, Manifest, TABLES } from './backup-format.ts';

const ROWS_AT_ONCE = 500;

/**
 * Puts a backup of this version or an earlier one into a database that holds nothing yet, and its files into directories
 * that hold nothing yet. The rows are one transaction: all or nothing.
 * @throws Refusal `not-a-backup`, `damaged` with the name of the part, `newer-backup` (restore it with the version that
 *   made it, or a later one), `not-empty`
 */
export async function restoreBackup(options: {
  readonly from: string;
  readonly address: DatabaseAddress;
  readonly directories: Readonly<Record<string, string>>;
  readonly onTable?: (table: string, rows: number) => void;
}): Promise<Manifest> {
  const { from, address, directories, onTable } = options;
  const manifest = readManifest(from);
  if (!hasMigration(manifest.migration)) throw new Refusal('newer-backup', manifest.migration);
  await checkSums(from, manifest);
  for (const directory of Object.values(directories)) {
    if (existsSync(directory) && readdirSync(directory).length > 0) throw new Refusal('not-empty', directory);
  }
  const db: AnyDatabase = connectDatabase(address);
  try {
    await mustBeEmpty(db);
    // First the tables as they were when it was made, then what newer versions make of them.
    await migrate(db, address.kind, manifest.migration);
    await db.transaction().execute(async (tx) => {
      const there = (await tx.introspection.getTables()).map(({ name }) => name);
      for (const table of ownersFirst(there)) {
        // What migrations put into a new database is in the backup too.
        await tx.deleteFrom(table).execute();
        await fill(tx, table, join(from, TABLES, `${table}.jsonl`));
        if (address.kind === 'postgres') await continueNumbers(tx, table);
        onTable?.(table, manifest.tables[table]?.rows ?? 0);
      }
      restoreFiles(from, manifest, directories);
    });
    await migrate(db, address.kind);
    await holdRollouts(db);
  } finally {
    await db.destroy();
  }
  return manifest;
}

/** What was stopped since must not go on by itself with an older backup: a person resumes it. */
async function holdRollouts(db: HubDatabase): Promise<void> {
  await db
    .updateTable('rollout')
    .set((eb) => ({ resumesTo: eb.ref('state'), state: 'paused' }))
    .where('state', 'in', ['running', 'soaking', 'awaiting-approval'])
    .execute();
}

function readManifest(from: string): Manifest {
  try {
    return Manifest.parse(JSON.parse(readFileSync(join(from, MANIFEST), 'utf8')));
  } catch {
    throw new Refusal('not-a-backup', from);
  }
}

async function checkSums(from: string, { tables, files }: Manifest): Promise<void> {
  const sums = [
    ...Object.entries(tables).map(([name, { sha256 }]) => [join(TABLES, `${name}.jsonl`), sha256] as const),
    ...Object.entries(files).map(([path, sha256]) => [join(FILES, path), sha256] as const),
  ];
  for (const [path, wanted] of sums) {
    const file = join(from, path);
    if (!existsSync(file) || (await sumOf(file)) !== wanted) throw new Refusal('damaged', path);
  }
}

async function sumOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(file)) hash.update(bytes as Buffer);
  return hash.digest('hex');
}

/** Somebody's data is never overwritten. */
async function mustBeEmpty(db: AnyDatabase): Promise<void> {
  const [table] = await db.introspection.getTables();
  if (table) throw new Refusal('not-empty', table.name);
}

/** Rows that others point to come first. */
const ownersFirst = (tables: readonly string[]): readonly string[] =>
  tables.toSorted((one, other) => Number(OWNERS.includes(other)) - Number(OWNERS.includes(one)));
const OWNERS = ['tenant', 'staff'];

async function fill(tx: AnyDatabase, table: string, file: string): Promise<void> {
  if (!existsSync(file)) return;
  let rows: Record<string, unknown>[] = [];
  const flush = async () => {
    if (rows.length > 0) await tx.insertInto(table).values(rows).execute();
    rows = [];
  };
  for await (const line of createInterface({ input: createReadStream(file, 'utf8') })) {
    rows.push(JSON.parse(line) as Record<string, unknown>);
    // SQLite takes 32,766 values in a statement at most (SQLite, "Limits", SQLITE_MAX_VARIABLE_NUMBER).
    if (rows.length * Object.keys(rows[0] ?? {}).length > 20_000 || rows.length >= ROWS_AT_ONCE) await flush();
  }
  await flush();
}

/** PostgreSQL numbers rows from a sequence, which does not notice rows that came with their numbers. */
async function continueNumbers(tx: AnyDatabase, table: string): Promise<void> {
  const columns = (await tx.introspection.getTables()).find(({ name }) => name === table)?.columns ?? [];
  for (const { name } of columns.filter(({ isAutoIncrementing }) => isAutoIncrementing)) {
    await sql`select setval(pg_get_serial_sequence(${`"${table}"`}, ${name}), coalesce(max(${sql.ref(name)}), 0) + 1, false) from ${sql.table(table)}`.execute(
      tx,
    );
  }
}

function restoreFiles(from: string, { files }: Manifest, directories: Readonly<Record<string, string>>): void {
  for (const path of Object.keys(files)) {
    const [name = '', ...rest] = path.split('/');
    const directory = directories[name];
    if (directory === undefined || rest.includes('..')) throw new Refusal('damaged', path);
    const file = join(directory, ...rest);
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, readFileSync(join(from, FILES, path)), { mode: 0o600, flag: 'wx', flush: true });
  }
}
