import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { connectDatabase, openDatabase } from '../database.ts';
import { migrate } from '../migrations/migrate.ts';
import type { AnyDatabase } from '../migrations/migration.ts';
import { secretBoxOf } from '../secrets/secret-box.ts';
import { onEachDatabase } from '../test-support/on-each-database.ts';
import { openTotp, sealClearTotp, unreadableTotp } from './totp-secrets.ts';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const secrets = secretBoxOf(randomBytes(32));

onEachDatabase((databases) => {
  /** A database of the version before, with one person's secret in clear and somebody without one. */
  async function ofBefore() {
    const address = await databases.address();
    const before: AnyDatabase = connectDatabase(address);
    await migrate(before, address.kind, '0031-access');
    const person = { createdAt: 1, endedAt: null, passwordHash: 'h', totpStep: 7 };
    await before
      .insertInto('staff')
      .values([
        { ...person, id: 'a', name: 'anna', totpSecret: SECRET },
        { ...person, id: 'b', name: 'bert', totpSecret: null },
      ])
      .execute();
    await before.destroy();
    return { address, db: await openDatabase(address) };
  }

  test('a secret that stood in clear is encrypted once, and is the same secret', async () => {
    const { address, db } = await ofBefore();
    expect(await sealClearTotp(db, address.kind, secrets)).toBe(1);
    expect(await sealClearTotp(db, address.kind, secrets)).toBe(0);
    const rows = await db.selectFrom('staff').select(['totpSecret', 'totpSealed', 'totpStep']).orderBy('id').execute();
    expect(rows).toEqual([
      { totpSecret: null, totpSealed: expect.any(String), totpStep: 7 },
      { totpSecret: null, totpSealed: null, totpStep: 7 },
    ]);
    expect(openTotp(secrets, 'a', rows[0]?.totpSealed ?? '')).toBe(SECRET);
    await db.destroy();
  });

  test('one person’s secret is no other’s, whoever exchanges the rows', async () => {
    const { address, db } = await ofBefore();
    await sealClearTotp(db, address.kind, secrets);
    const { totpSealed } = await db.selectFrom('staff').selectAll().where('id', '=', 'a').executeTakeFirstOrThrow();
    expect(openTotp(secrets, 'b', totpSealed ?? '')).toBeNull();
    await db.destroy();
  });

  test('another key opens none, and that is counted', async () => {
    const { address, db } = await ofBefore();
    await sealClearTotp(db, address.kind, secrets);
    expect(await unreadableTotp(db, secrets)).toBe(0);
    expect(await unreadableTotp(db, secretBoxOf(randomBytes(32)))).toBe(1);
    await db.destroy();
  });

  if (databases.kind === 'sqlite')
    test('nothing of it is left in the file or its log', async () => {
      const { address, db } = await ofBefore();
      if (address.kind !== 'sqlite') throw new Error('no file');
      const bytes = () =>
        [address.file, `${address.file}-wal`]
          .filter((file) => existsSync(file))
          .map((file) => readFileSync(file, 'latin1'))
          .join('');
      expect(bytes()).toContain(SECRET);
      await sealClearTotp(db, address.kind, secrets);
      expect(bytes()).not.toContain(SECRET);
      await db.destroy();
    });
});
