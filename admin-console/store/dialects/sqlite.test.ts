import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../database.ts';

const ROUNDS = 20;
/** Of each transaction before it writes: it takes the other some milliseconds to write. */
const READS = 300;
/** Another process that writes the same file all the time, until it is ended. */
const WRITER = `
  const db = new (require('better-sqlite3'))(process.argv[1]);
  db.pragma('busy_timeout = 5000');
  const write = db.prepare("insert into tenant (id, name, createdAt) values ('w' || random(), 'w', 1)");
  console.log('writes');
  setInterval(() => write.run(), 1);
`;

test('in a shared file, a transaction that reads before it writes is not refused because another process writes', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'sqlite-'));
  const file = join(directory, 'hub.sqlite');
  const db = await openDatabase({ kind: 'sqlite', file, isShared: true });
  const writer = spawn(process.execPath, ['-e', WRITER, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    await once(writer.stdout, 'data');
    for (let n = 0; n < ROUNDS; n++) {
      await db.transaction().execute(async (tx) => {
        for (let read = 0; read < READS; read++) {
          await tx.selectFrom('tenant').select('id').limit(1).execute();
          await new Promise((resolve) => setImmediate(resolve));
        }
        await tx
          .insertInto('tenant')
          .values({ id: `r-${n}`, name: 'r', createdAt: 1 })
          .execute();
      });
    }
    const { all } = await db
      .selectFrom('tenant')
      .select(({ fn }) => fn.countAll<number>().as('all'))
      .where('id', 'like', 'r-%')
      .executeTakeFirstOrThrow();
    expect(all).toBe(ROUNDS);
  } finally {
    writer.kill();
    await once(writer, 'exit');
    await db.destroy();
    rmSync(directory, { recursive: true, force: true });
  }
});
