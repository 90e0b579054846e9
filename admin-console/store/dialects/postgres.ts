import { PostgresDialect } from 'kysely';
import pg from 'pg';
import type { DatabaseWatch } from '../database-watch.ts';

/** More would not help: a hub process is one thread, and PostgreSQL starts a process for each. */
const CONNECTIONS = 10;
/** `int8`: pg gives text by default, because a number above 2^53 does not fit; ours are times and counts below it. */
const INT8 = 20;

export function createPostgresDialect(url: string, watch?: DatabaseWatch): PostgresDialect {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    types: { getTypeParser: (oid, format) => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) },
  });
  // A connection that was idle and broke is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  watch?.connected(() => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }));
  return new PostgresDialect({ pool });
}
