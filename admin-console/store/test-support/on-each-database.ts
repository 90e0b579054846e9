import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { type PostgresServer, startPostgres } from '../../../simulators/postgres/postgres-server.ts';
import { type DatabaseAddress, type HubDatabase, openDatabase } from '../database.ts';
import { temporaryFiles } from './temporary-files.ts';

export interface EmptyDatabases {
  readonly kind: DatabaseAddress['kind'];
  /** A database of its own, migrated; closed after the test. */
  open(): Promise<HubDatabase>;
  /** The address of an empty one, for several connections. On SQLite a file. */
  address(): Promise<DatabaseAddress>;
}

/** Runs the same tests on SQLite and on a real PostgreSQL; such a file is an `x.peer.test.ts`. */
export function onEachDatabase(tests: (databases: EmptyDatabases) => void): void {
  describe('on SQLite', () => {
    const files = temporaryFiles();
    tests(databases('sqlite', async () => ({ kind: 'sqlite', file: files() })));
  });
  describe('on PostgreSQL', () => {
    let server: PostgresServer;
    beforeAll(async () => {
      server = await startPostgres();
    });
    afterAll(() => server?.stop());
    tests(databases('postgres', async () => ({ kind: 'postgres', url: await server.createDatabase() })));
  });
}

function databases(kind: DatabaseAddress['kind'], address: () => Promise<DatabaseAddress>): EmptyDatabases {
  const opened: HubDatabase[] = [];
  afterEach(async () => {
    for (const db of opened.splice(0)) await db.destroy();
  });
  return {
    kind,
    address,
    async open() {
      const db = await openDatabase(await address());
      opened.push(db);
      return db;
    },
  };
}
