import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { audit } from '../audit.ts';
import { connectDatabase, type DatabaseAddress, type HubDatabase, openDatabase } from '../database.ts';
import { migrate } from '../migrations/migrate.ts';
import type { AnyDatabase } from '../migrations/migration.ts';
import { onEachDatabase } from '../test-support/on-each-database.ts';
import { MANIFEST } from './backup-format.ts';
import { restoreBackup } from './restore-backup.ts';
import { writeBackup } from './write-backup.ts';

const clock = new SimulatedClock();
let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'hub-backup-'));
  mkdirSync(join(directory, 'pki'));
  writeFileSync(join(directory, 'pki/ca.key'), 'key');
});
const after: HubDatabase[] = [];
afterEach(async () => {
  for (const db of after.splice(0)) await db.destroy();
  rmSync(directory, { recursive: true });
});

const TERMINALS = 2_500;
async function fill(db: HubDatabase): Promise<void> {
  await db.insertInto('tenant').values({ id: 'a', name: 'Ämter "A"', createdAt: 1 }).execute();
  const one = (n: number) => ({
    id: `T-${n}`,
    tenantId: 'a',
    locationId: null,
    site: null,
    fingerprint: `f${n}`,
    enrolledAt: 1_764_406_800_000 + n,
    seenAt: null,
    software: null,
    condition: n % 2 ? 'in-service' : null,
    judged: null,
    changedAt: n,
    revokedAt: null,
    nextFingerprint: null,
  });
  for (let from = 0; from < TERMINALS; from += 500)
    await db
      .insertInto('terminal')
      .values(Array.from({ length: 500 }, (_, n) => one(from + n)))
      .execute();
  const person = {
    createdAt: 1,
    endedAt: null,
    passwordHash: null,
    totpSealed: null,
    totpSecret: null,
    totpStep: null,
  };
  await db
    .insertInto('staff')
    .values({ id: 's', name: 'amt', ...person })
    .execute();
  await db.insertInto('staffRole').values({ staffId: 's', tenantId: 'a', role: 'owner' }).execute();
  await audit(db, clock, 'somebody', 'tenant.made', 'a');
}
const everything = async (db: HubDatabase) => ({
  roles: await db.selectFrom('staffRole').selectAll().execute(),
  tenants: await db.selectFrom('tenant').selectAll().orderBy('id').execute(),
  terminals: await db.selectFrom('terminal').selectAll().orderBy('id').execute(),
  audit: await db.selectFrom('audit').selectAll().orderBy('id').execute(),
});

onEachDatabase(({ kind, open, address }) => {
  const save = (db: HubDatabase) =>
    writeBackup({ db, kind, directories: { pki: join(directory, 'pki') }, to: join(directory, 'backup'), clock });
  const restore = async (into = 'restored') => {
    const to = await address();
    const directories = { pki: join(directory, into) };
    return { to, done: restoreBackup({ from: join(directory, 'backup'), address: to, directories }) };
  };
  const isUntouched = async (to: DatabaseAddress) => {
    const db = connectDatabase(to);
    const tables = await db.introspection.getTables();
    await db.destroy();
    return tables.length === 0;
  };

  async function opened(at: DatabaseAddress): Promise<HubDatabase> {
    const db = await openDatabase(at);
    after.push(db);
    return db;
  }

  test('an empty machine gets everything back: rows, numbers, the key of the authority', async () => {
    const db = await open();
    await fill(db);
    const manifest = await save(db);
    expect(manifest.tables.terminal?.rows).toBe(TERMINALS);
    const { to, done } = await restore();
    await done;
    const restored = await opened(to);
    expect(await everything(restored)).toEqual(await everything(db));
    expect(readFileSync(join(directory, 'restored/ca.key'), 'utf8')).toBe('key');
    await audit(restored, clock, 'somebody', 'first.act', 'after');
    expect((await everything(restored)).audit.map(({ id }) => id)).toEqual([1, 2]);
  });

  test('who was signed in, or had a link to sign in, is let in by no restored hub', async () => {
    const db = await open();
    await fill(db);
    const session = { staffId: 's', way: 'password', startedAt: 1, seenAt: 1, agent: null };
    await db
      .insertInto('staffSession')
      .values({ id: 'x', tokenHash: 't', ...session })
      .execute();
    await db.insertInto('staffLink').values({ hash: 'h', staffId: 's', expiresAt: 9e15, usedAt: null }).execute();
    await save(db);
    const { to, done } = await restore();
    await done;
    const restored = await opened(to);
    expect(await restored.selectFrom('staffSession').selectAll().execute()).toEqual([]);
    expect(await restored.selectFrom('staffLink').selectAll().execute()).toEqual([]);
  });

  test('a rollout that was under way waits for a person in a restored hub', async () => {
    const db = await open();
    await fill(db);
    await db.insertInto('rollout').values(rollout('r-1', 'soaking')).execute();
    await db.insertInto('rollout').values(rollout('r-2', 'stopped')).execute();
    await save(db);
    const { to, done } = await restore();
    await done;
    const restored = await opened(to);
    expect(await restored.selectFrom('rollout').select(['id', 'state', 'resumesTo']).orderBy('id').execute()).toEqual([
      { id: 'r-1', state: 'paused', resumesTo: 'soaking' },
      { id: 'r-2', state: 'stopped', resumesTo: null },
    ]);
  });

  test('a backup goes into the other kind of database as well', async () => {
    const db = await open();
    await fill(db);
    await save(db);
    const to = { kind: 'sqlite', file: join(directory, 'other.sqlite') } as const;
    await restoreBackup({
      from: join(directory, 'backup'),
      address: to,
      directories: { pki: join(directory, 'other') },
    });
    expect(await everything(await opened(to))).toEqual(await everything(db));
  });

  test('a backup of an earlier version becomes one of this version', async () => {
    const before: AnyDatabase = connectDatabase(await address());
    after.push(before);
    await migrate(before, kind, '0001-first-hub');
    await before.insertInto('terminal').values({ id: 'T-01', fingerprint: 'f', enrolledAt: 1 }).execute();
    expect((await save(before)).migration).toBe('0001-first-hub');
    const { to, done } = await restore();
    await done;
    expect((await everything(await opened(to))).terminals).toMatchObject([{ id: 'T-01', tenantId: 'default' }]);
  });

  test('a database that holds something is not overwritten', async () => {
    const at = await address();
    const db = await opened(at);
    await fill(db);
    await save(db);
    const again = restoreBackup({ from: join(directory, 'backup'), address: at, directories: {} });
    await expect(again).rejects.toMatchObject({ reason: 'not-empty' });
    expect((await everything(db)).terminals).toHaveLength(TERMINALS);
  });

  test('files of another hub are not overwritten, and the database stays empty', async () => {
    await save(await open());
    const { to, done } = await restore('pki');
    await expect(done).rejects.toMatchObject({ reason: 'not-empty' });
    expect(await isUntouched(to)).toBe(true);
  });

  test('a backup that was damaged puts nothing back', async () => {
    const db = await open();
    await fill(db);
    await save(db);
    const file = join(directory, 'backup/tables/terminal.jsonl');
    writeFileSync(file, readFileSync(file, 'utf8').replace('T-7', 'T-8'));
    const { to, done } = await restore();
    await expect(done).rejects.toMatchObject({ reason: 'damaged', detail: 'tables/terminal.jsonl' });
    expect(await isUntouched(to)).toBe(true);
  });

  test('a backup of a later version is refused with its name, and what is none is refused', async () => {
    await save(await open());
    const manifest = join(directory, 'backup', MANIFEST);
    const text = readFileSync(manifest, 'utf8');
    writeFileSync(manifest, text.replace(/"migration": "[^"]+"/, '"migration": "9999-later"'));
    await expect((await restore()).done).rejects.toMatchObject({ reason: 'newer-backup', detail: '9999-later' });
    writeFileSync(manifest, '{}');
    await expect((await restore()).done).rejects.toMatchObject({ reason: 'not-a-backup' });
  });

  test('an earlier backup of the same name stays as it is', async () => {
    const db = await open();
    await save(db);
    await expect(save(db)).rejects.toMatchObject({ reason: 'already-there' });
  });

  if (kind === 'sqlite')
    test('a hub that runs is saved as it was at one instant', async () => {
      const at = await address();
      const [db, running] = [await opened(at), await opened(at)];
      await fill(db);
      const manifest = await writeBackup({
        db,
        kind,
        directories: {},
        to: join(directory, 'backup'),
        clock,
        onTable: (table) => {
          if (table === 'alert')
            void running.insertInto('tenant').values({ id: 'late', name: 'l', createdAt: 2 }).execute();
        },
      });
      expect(manifest.tables.tenant?.rows).toBe(2);
    });
});

const rollout = (id: string, state: 'soaking' | 'stopped') => ({
  ...{ id, tenantId: 'a', kind: 'software' as const, releaseId: 's', title: 'R', plan: '{}', authors: '[]', state },
  ...{ resumesTo: null, ring: 0, ringSince: 1, soakSince: 1, revision: 1, createdAt: 1, createdBy: 'x' },
  ...{ startedAt: 1, startedBy: 'y', stoppedAt: null, stoppedItself: null, stopReason: null, stopTerminalId: null },
  ...{ explainedAt: null, dueAt: 1, holder: null, leaseUntil: 0 },
});
