import { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { Bug } from '../../foundation/errors.ts';
import { audit } from './audit.ts';
import { auditEntries, proveChain } from './audit-log.ts';
import { type HubDatabase, openDatabase } from './database.ts';
import { createPostgresDialect } from './dialects/postgres.ts';
import { createSqliteDialect } from './dialects/sqlite.ts';
import { migrate } from './migrations/migrate.ts';
import { onEachDatabase } from './test-support/on-each-database.ts';

const clock = new SimulatedClock();
const acts = async (db: HubDatabase, count: number) => {
  for (let n = 1; n <= count; n++) await audit(db, clock, 'anna', 'thing.done', `thing-${n}`, { tenantId: 'default' });
};

onEachDatabase((databases) => {
  test('entries are kept with who, what, why, before and after, and read the newest first', async () => {
    const db = await databases.open();
    await audit(db, clock, 'anna', 'user.roles-changed', 'bert', {
      tenantId: 'default',
      reason: 'Vertretung',
      before: { roles: [] },
      after: { roles: ['viewer'] },
    });
    await audit(db, clock, 'machine', 'hub.begun', 'hub');
    expect(await auditEntries(db, { tenants: null }, 10)).toMatchObject([
      { seq: 2, actor: 'machine', tenantId: null, reason: null, before: null, after: null },
      { seq: 1, reason: 'Vertretung', before: '{"roles":[]}', after: '{"roles":["viewer"]}' },
    ]);
  });

  test('a tenant reads its own entries; the filter narrows them', async () => {
    const db = await databases.open();
    await audit(db, clock, 'anna', 'key.made', 'k', { tenantId: 'default' });
    await audit(db, clock, 'bert', 'key.ended', 'k', { tenantId: 'other' });
    await audit(db, clock, 'bert', 'keyboard.seen', 'k');
    const seqs = async (filter: Partial<Parameters<typeof auditEntries>[1]>) =>
      (await auditEntries(db, { tenants: null, ...filter }, 10)).map(({ seq }) => seq);
    expect(await seqs({ tenants: ['default'] })).toEqual([1]);
    expect(await seqs({ tenants: [] })).toEqual([]);
    expect(await seqs({ actor: 'bert' })).toEqual([3, 2]);
    expect(await seqs({ act: 'key' })).toEqual([2, 1]);
    expect(await seqs({ before: 3 })).toEqual([2, 1]);
    expect(await seqs({ from: clock.now() + 1 })).toEqual([]);
  });

  test('an act that did not happen leaves no entry and no gap', async () => {
    const db = await databases.open();
    await acts(db, 1);
    const failed = db.transaction().execute(async (tx) => {
      await audit(tx, clock, 'anna', 'thing.done', 'never');
      throw new Error('rolled back');
    });
    await expect(failed).rejects.toThrow('rolled back');
    await acts(db, 1);
    expect(await proveChain(db)).toMatchObject({ to: { seq: 2 }, broken: null });
  });

  test('two processes that write at once make one chain', async () => {
    const address = await databases.address();
    const db = await openDatabase(address);
    // SQLite belongs to one process.
    const other = address.kind === 'sqlite' ? db : await openDatabase(address);
    await Promise.all([db, other].flatMap((each) => Array.from({ length: 20 }, () => acts(each, 2))));
    expect(await proveChain(db)).toMatchObject({ to: { seq: 80 }, broken: null });
    await db.destroy();
    if (other !== db) await other.destroy();
  });

  test.each<[string, (db: HubDatabase) => Promise<unknown>, { readonly seq: number; readonly fault: string }]>([
    [
      'an entry changed',
      (db) => db.updateTable('audit').set({ actor: 'bert' }).where('seq', '=', 2).execute(),
      { seq: 2, fault: 'changed' },
    ],
    [
      'the reason of one taken away',
      (db) => db.updateTable('audit').set({ reason: null }).where('seq', '=', 3).execute(),
      { seq: 3, fault: 'changed' },
    ],
    ['an entry taken out', (db) => db.deleteFrom('audit').where('seq', '=', 2).execute(), { seq: 2, fault: 'missing' }],
    [
      'the first entry taken out',
      (db) => db.deleteFrom('audit').where('seq', '=', 1).execute(),
      { seq: 1, fault: 'missing' },
    ],
    [
      'the last entries cut off',
      (db) => db.deleteFrom('audit').where('seq', '>', 3).execute(),
      { seq: 4, fault: 'cut' },
    ],
    [
      'an entry with a new hash, the next one left',
      (db) =>
        db
          .updateTable('audit')
          .set({ hash: 'f'.repeat(64) })
          .where('seq', '=', 2)
          .execute(),
      { seq: 2, fault: 'changed' },
    ],
    [
      'two entries exchanged',
      async (db) => {
        await db.updateTable('audit').set({ seq: 99 }).where('seq', '=', 2).execute();
        await db.updateTable('audit').set({ seq: 2 }).where('seq', '=', 3).execute();
        await db.updateTable('audit').set({ seq: 3 }).where('seq', '=', 99).execute();
      },
      { seq: 2, fault: 'changed' },
    ],
    [
      'an entry put in',
      async (db) => {
        const copy = await db.selectFrom('audit').selectAll().where('seq', '=', 5).executeTakeFirstOrThrow();
        const { id: _, ...row } = copy;
        await db
          .insertInto('audit')
          .values({ ...row, seq: 6 })
          .execute();
      },
      { seq: 6, fault: 'changed' },
    ],
  ])('tampering shows: %s', async (_, tamper, broken) => {
    const db = await databases.open();
    for (let n = 0; n < 5; n++) await audit(db, clock, 'anna', 'thing.done', `${n}`, { reason: `why ${n}` });
    expect((await proveChain(db)).broken).toBeNull();
    await tamper(db);
    expect((await proveChain(db)).broken).toEqual(broken);
  });

  test('entries from before the chain stand at its beginning', async () => {
    const address = await databases.address();
    const before = new Kysely<{ audit: { at: number; actor: string; act: string; subject: string } }>({
      dialect: address.kind === 'sqlite' ? createSqliteDialect(address.file) : createPostgresDialect(address.url),
    });
    await migrate(before, address.kind, '0002-tenants-and-processes');
    const entry = { at: 1_732_000_000_000, actor: 'console', act: 'terminal.enrolled', subject: 'f' };
    await before.insertInto('audit').values([entry, entry]).execute();
    await before.destroy();
    const db = await openDatabase(address);
    await acts(db, 1);
    expect(await proveChain(db)).toMatchObject({ from: { seq: 0 }, to: { seq: 3 }, broken: null });
    await db.destroy();
  });

  test('a secret is not written down, at any depth', async () => {
    const db = await databases.open();
    const act = audit(db, clock, 'anna', 'user.made', 'bert', { after: { ways: [{ passwordHash: 'x' }] } });
    await expect(act).rejects.toThrow(Bug);
    expect(await auditEntries(db, { tenants: null }, 1)).toEqual([]);
  });
});
