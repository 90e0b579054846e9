import Sqlite from 'better-sqlite3';
import { type Generated, Kysely, SqliteDialect } from 'kysely';

/** Tables of the hub. Times are epoch milliseconds; nothing here is about a citizen. */
export interface HubTables {
  terminal: {
    id: string;
    site: string | null;
    /** SHA-256 of its certificate, lower-case hex: the terminal's identity. */
    fingerprint: string;
    enrolledAt: number;
    seenAt: number | null;
    software: string | null;
    /** Last StatusReport as JSON. */
    status: string | null;
  };
  /** What a terminal says a person has to look after; gone with the report that no longer has it. */
  alert: {
    terminalId: string;
    id: string;
    kind: string;
    /** On the terminal's clock. */
    since: number;
    reason: string | null;
    /** On the hub's clock. */
    seenAt: number;
  };
  /** The call for help that stands at a terminal. Times on the hub's clock. */
  help: { terminalId: string; id: string; since: number; takenAt: number | null };
  /** Last head of each terminal's journal; `brokenAt` on the hub's clock since it went back or changed. */
  journalHead: { terminalId: string; seq: number; hash: string; brokenAt: number | null; reason: string | null };
  enrolmentCode: { hash: string; terminalId: string; expiresAt: number; usedAt: number | null };
  audit: { id: Generated<number>; at: number; actor: string; act: string; subject: string };
}

export type HubDatabase = Kysely<HubTables>;

/** Opens and migrates the hub's database. @param file path, or ":memory:" */
export async function openDatabase(file: string): Promise<HubDatabase> {
  const db = new Kysely<HubTables>({ dialect: new SqliteDialect({ database: new Sqlite(file) }) });
  await db.schema
    .createTable('terminal')
    .ifNotExists()
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('site', 'text')
    .addColumn('fingerprint', 'text', (c) => c.notNull().unique())
    .addColumn('enrolledAt', 'bigint', (c) => c.notNull())
    .addColumn('seenAt', 'bigint')
    .addColumn('software', 'text')
    .addColumn('status', 'text')
    .execute();
  await db.schema
    .createTable('alert')
    .ifNotExists()
    .addColumn('terminalId', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('since', 'bigint', (c) => c.notNull())
    .addColumn('reason', 'text')
    .addColumn('seenAt', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('alert_pk', ['terminalId', 'id'])
    .execute();
  await db.schema
    .createTable('help')
    .ifNotExists()
    .addColumn('terminalId', 'text', (c) => c.primaryKey())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('since', 'bigint', (c) => c.notNull())
    .addColumn('takenAt', 'bigint')
    .execute();
  await db.schema
    .createTable('journalHead')
    .ifNotExists()
    .addColumn('terminalId', 'text', (c) => c.primaryKey())
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('brokenAt', 'bigint')
    .addColumn('reason', 'text')
    .execute();
  await db.schema
    .createTable('enrolmentCode')
    .ifNotExists()
    .addColumn('hash', 'text', (c) => c.primaryKey())
    .addColumn('terminalId', 'text', (c) => c.notNull())
    .addColumn('expiresAt', 'bigint', (c) => c.notNull())
    .addColumn('usedAt', 'bigint')
    .execute();
  await db.schema
    .createTable('audit')
    .ifNotExists()
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('actor', 'text', (c) => c.notNull())
    .addColumn('act', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .execute();
  return db;
}
