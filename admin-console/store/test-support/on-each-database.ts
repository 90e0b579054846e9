import { copyFileSync } from 'node:fs';
import { afterAll, afterEach, describe, inject } from 'vitest';
import { createDatabase, dropDatabases } from '../../../simulators/postgres/databases.ts';
import { connectDatabase, type DatabaseAddress, type HubDatabase, openDatabase } from '../database.ts';
import { temporaryFiles } from './temporary-files.ts';

export interface EmptyDatabases {
  readonly kind: DatabaseAddress['kind'];
  /** A database of its own with today's tables; closed after the test. */
  open(): Promise<HubDatabase>;
  /** The address of one without tables, for several connections. On SQLite a file. */
  address(): Promise<DatabaseAddress>;
}

/** Runs the same tests on SQLite and on a real PostgreSQL; such a file is an `x.peer.test.ts`. */
export function onEachDatabase(tests: (databases: EmptyDatabases) => void): void {
  describe('on SQLite', () => {
    const files = temporaryFiles();
    const empty = async () => ({ kind: 'sqlite', file: files() }) as const;
    const copyOf = async (made: { readonly file: string }) => {
      const copy = await empty();
      copyFileSync(made.file, copy.file);
      return copy;
    };
    tests(databases('sqlite', empty, copyOf));
  });
  describe('on PostgreSQL', () => {
    const directory = inject('postgres');
    const made: string[] = [];
    const create = async (from?: string) => {
      const url = await createDatabase(directory, from);
      made.push(url);
      return { kind: 'postgres', url } as const;
    };
    afterAll(() => dropDatabases(directory, made));
    const empty = () => create();
    const copyOf = ({ url }: { readonly url: string }) => create(url);
    tests(databases('postgres', empty, copyOf));
  });
}

/** @param copyOf makes a database like one to which nobody is connected */
function databases<Address extends DatabaseAddress>(
  kind: Address['kind'],
  address: () => Promise<Address>,
  copyOf: (made: Address) => Promise<Address>,
): EmptyDatabases {
  const opened: HubDatabase[] = [];
  afterEach(async () => {
    for (const db of opened.splice(0)) await db.destroy();
  });
  // The tables are made once for all tests of a file: on PostgreSQL that takes longer than most of them.
  let made: Promise<Address> | undefined;
  const make = async () => {
    const first = await address();
    await (await openDatabase(first)).destroy();
    return first;
  };
  return {
    kind,
    address,
    async open() {
      made ??= make();
      const db = connectDatabase(await copyOf(await made));
      opened.push(db);
      return db;
    },
  };
}
