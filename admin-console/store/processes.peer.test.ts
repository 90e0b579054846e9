import { expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { silentLog } from '../../foundation/log.ts';
import { DELAYS } from './delays.ts';
import { livingProcesses, startProcess } from './processes.ts';
import { onEachDatabase } from './test-support/on-each-database.ts';

onEachDatabase((databases) => {
  test('a process that no longer beats is dead, and the links it held are free', async () => {
    const db = await databases.open();
    const clock = new SimulatedClock(1_000_000);
    await db.insertInto('hubProcess').values({ id: 'gone', startedAt: 1, seenAt: clock.now() }).execute();
    await db.insertInto('link').values({ terminalId: 'T-01', processId: 'gone', linkId: 'l', since: 1 }).execute();
    const own = await startProcess(db, 'here', clock, silentLog);
    expect(await livingProcesses(db, clock)).toEqual(['gone', 'here']);
    for (let beats = 0; beats < DELAYS.processDeadAfter / DELAYS.processBeat; beats++) {
      // The next beat is set once the last one has ended.
      await expect.poll(() => clock.waiting, { timeout: 10_000 }).toBe(1);
      await clock.advance(DELAYS.processBeat);
      await expect
        .poll(() => db.selectFrom('hubProcess').select('seenAt').where('id', '=', 'here').executeTakeFirst(), {
          timeout: 10_000,
        })
        .toEqual({ seenAt: clock.now() });
    }
    await expect.poll(() => db.selectFrom('link').selectAll().execute(), { timeout: 10_000 }).toEqual([]);
    expect(await livingProcesses(db, clock)).toEqual(['here']);
    await own.stop();
  });

  test('a process that ends by itself is gone at once, with its links', async () => {
    const db = await databases.open();
    const clock = new SimulatedClock(1_000_000);
    const own = await startProcess(db, 'here', clock, silentLog);
    await db.insertInto('link').values({ terminalId: 'T-01', processId: 'here', linkId: 'l', since: 1 }).execute();
    await own.stop();
    expect(await livingProcesses(db, clock)).toEqual([]);
    expect(await db.selectFrom('link').selectAll().execute()).toEqual([]);
  });
});
