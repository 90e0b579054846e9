import { expect, test } from 'vitest';
import { connectDatabase, openDatabase } from './database.ts';
import { migrate } from './migrations/migrate.ts';
import type { AnyDatabase } from './migrations/migration.ts';
import { onEachDatabase } from './test-support/on-each-database.ts';

onEachDatabase((databases) => {
  test('a database of the version before keeps its terminals', async () => {
    const address = await databases.address();
    const before: AnyDatabase = connectDatabase(address);
    await migrate(before, address.kind, '0001-first-hub');
    await before
      .insertInto('terminal')
      .values({ id: 'T-01', fingerprint: 'f', enrolledAt: 1_732_000_000_000 })
      .execute();
    await before.destroy();
    const db = await openDatabase(address);
    expect(await db.selectFrom('terminal').select(['id', 'enrolledAt', 'tenantId']).execute()).toEqual([
      { id: 'T-01', enrolledAt: 1_732_000_000_000, tenantId: 'default' },
    ]);
    await db.destroy();
  });

  test('a time comes back as the number that was written', async () => {
    const db = await databases.open();
    await db.insertInto('tenant').values({ id: 'a', name: 'Ä', createdAt: 1_764_406_800_123 }).execute();
    expect(await db.selectFrom('tenant').selectAll().where('id', '=', 'a').executeTakeFirst()).toEqual({
      id: 'a',
      name: 'Ä',
      createdAt: 1_764_406_800_123,
    });
  });

  test('two processes that start at once on a new database both find its tables', async () => {
    const address = await databases.address();
    // SQLite belongs to one process: the second comes after the first.
    const opened =
      address.kind === 'sqlite'
        ? [await openDatabase(address), await openDatabase(address)]
        : await Promise.all([openDatabase(address), openDatabase(address)]);
    for (const db of opened) {
      expect(await db.selectFrom('tenant').select('id').execute()).toEqual([{ id: 'default' }]);
      await db.destroy();
    }
  });
});
