import { expect, test } from 'vitest';
import { connectDatabase, openDatabase } from '../database.ts';
import { migrate } from '../migrations/migrate.ts';
import type { AnyDatabase } from '../migrations/migration.ts';
import { onEachDatabase } from '../test-support/on-each-database.ts';

onEachDatabase((databases) => {
  test('releases of the version before stay as they were', async () => {
    const address = await databases.address();
    const before: AnyDatabase = connectDatabase(address);
    await migrate(before, address.kind, '0060-configuration');
    const layer = { tenantId: 'default', scope: 'tenant', scopeId: 'default', title: 'T', files: '{}' };
    const times = { releasedAt: 1, releasedBy: 'x', activeFrom: 1, emergency: null, isForAll: 1 };
    await before
      .insertInto('configurationRelease')
      .values({ id: 'r', number: 1, ...layer, ...times })
      .execute();
    await before.destroy();
    const now = await openDatabase(address);
    expect(await now.selectFrom('configurationRelease').select(['id', 'isForAll']).execute()).toEqual([
      { id: 'r', isForAll: 1 },
    ]);
    expect(await now.selectFrom('rollout').selectAll().execute()).toEqual([]);
    await now.destroy();
  });
});
