import { z } from 'zod';

/**
 * A backup is a directory: `manifest.json`, `tables/<table>.jsonl` with one row a line, and `files/` with what the hub
 * keeps beside its database (its certification authority). The same for both databases, so that one kind can be restored
 * into the other.
 */
export const BACKUP_VERSION = 1;
export const MANIFEST = 'manifest.json';
export const TABLES = 'tables';
export const FILES = 'files';

/** What holds for a while only. */
export const NOT_SAVED: readonly string[] = [
  'hubProcess',
  'link',
  'linkOrder',
  // What has ended since must not begin again with an older backup.
  'staffSession',
  'staffLink',
  'accessChallenge',
  'accessThrottle',
  'logView',
  'logBatch',
];

export const Manifest = z.strictObject({
  version: z.literal(BACKUP_VERSION),
  /** Epoch milliseconds. */
  at: z.int(),
  /** Name of the last migration of the database that was saved. */
  migration: z.string(),
  /** Rows of each table, and the SHA-256 of its file, lower-case hex. */
  tables: z.record(z.string(), z.strictObject({ rows: z.int().min(0), sha256: z.string() })),
  /** SHA-256 of each file by its path below `files/`. */
  files: z.record(z.string(), z.string()),
});
export type Manifest = z.infer<typeof Manifest>;
